print(abs(-3), abs(2.5), abs(3 + 4j), abs(True), divmod(7, 2), divmod(-7, 2), divmod(7.5, 2), divmod(10 ** 20, 7))
print(pow(2, 10), pow(2, -1), pow(3, 5, 7), pow(3, -1, 7), pow(2, 0.5), pow(base=2, exp=3), pow(2, 3, mod=5))
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), round(5), round(1.5, 0), round(7.0, None))
print(bin(5), bin(-5), oct(8), hex(255), hex(-255), bin(0), hex(10 ** 20), bin(True))
print(chr(65), chr(0x1f600), ord("a"), ord("€"), ord(b"a"), ord(bytearray(b"z")))
class R:
    def __round__(self, n=None): return ("round", n)
    def __abs__(self): return "abs"
    def __index__(self): return 10
    def __divmod__(self, o): return ("dm", o)
    def __rdivmod__(self, o): return ("rdm", o)
print(round(R()), round(R(), 2), abs(R()), bin(R()), hex(R()), chr(R()), divmod(R(), 2), divmod(2, R()))
for f in (lambda: abs("a"), lambda: divmod(1, 0), lambda: divmod(1, "a"), lambda: pow(1, 2, "a"), lambda: pow(2, 2, 0), lambda: round("a"),
          lambda: chr(-1), lambda: chr(1114112), lambda: chr("a"), lambda: ord("ab"), lambda: ord(3), lambda: ord(""), lambda: hex(1.0), lambda: chr(10 ** 30), lambda: round(), lambda: pow(1), lambda: abs()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
