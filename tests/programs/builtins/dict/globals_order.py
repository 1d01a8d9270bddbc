zz = 1
aa = 2
del zz
zz = 3
print([k for k in globals() if not k.startswith('__')])
def f():
    global newer
    newer = 1
f()
print([k for k in globals() if not k.startswith('__')], 'aa' in globals(), 'nope' in globals(), len(globals()) > 5)
