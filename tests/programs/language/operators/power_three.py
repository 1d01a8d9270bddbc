class P:
    def __pow__(self, e, m=None): return ('pow', e, m)
    def __rpow__(self, b): return ('rpow', b)
print(P() ** 2, pow(P(), 3), pow(P(), 3, 4), 2 ** P())
print(pow(2, 10, 1000), pow(3, -1, 7))
try: pow('a', 1, 2)
except TypeError as e: print(e)
