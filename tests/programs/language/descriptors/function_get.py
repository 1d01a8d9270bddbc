def f(self): return self
b = f.__get__(3)
print(b(), b.__self__, f.__get__(None, int) is f)
try: f.__get__(None, None)
except TypeError as e: print(e)
class A: pass
a = A()
a.m = f
try: a.m()
except TypeError as e: print(e)
A.m2 = f
print(a.m2() is a)
print(str.upper.__get__('abc')(), int.__add__.__get__(1)(2))
try: str.upper.__get__(1)
except TypeError as e: print(e)
