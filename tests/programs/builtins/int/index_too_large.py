# Indices, counts and arguments beyond 64 bits: which exception says so.
def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)
for n in (0,1,-1):
    for s in (True,False):
        t(lambda: n.to_bytes(0,'little',signed=s))
for v in (2**31,2**31-1,2**63,2**64,-1,-2**31,-2**31-1,-2**70,0x110000):
    t(lambda: chr(v))
    t(lambda: '%c' % v)
    t(lambda: f'{v:c}')
for x in ([],(),'',b'',range(3),bytearray(),memoryview(b'')):
    t(lambda: x[2**70]); t(lambda: x[-2**70])
def si(x,i): x[i]=1
def di(x,i): del x[i]
for x in ([],bytearray(),{}):
    t(lambda: si(x,2**70)); t(lambda: di(x,-2**70))
t(lambda:[].pop(2**70)); t(lambda:[].insert(2**70,1)); t(lambda: [1]*2**70); t(lambda: 2**70*''); t(lambda:bytes(2**70)); t(lambda: ' '.center(2**70)); t(lambda: range(2**70)[2**71]); t(lambda: len(range(2**70)))
