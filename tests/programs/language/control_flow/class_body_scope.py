x = 'global'
def f():
    x = 'local'
    class C:
        y = x
        x = x + '!'
        z = [x for _ in range(1)]
        def m(self): return x
    return C.y, C.x, C.z, C().m()
try: print(f())
except Exception as e: print(type(e).__name__, e)
class D:
    a = 1
    b = [a + i for i in [a, 2]][0] if False else a
    print(a, b, __qualname__, __module__ == __name__)
