class A:
    """doc of A"""
    class Inner: pass
    def m(self): pass
print(A, A.Inner, A.Inner.__qualname__, A.m.__qualname__, A.__doc__, A.__module__)
A.__name__ = 'Renamed'; A.__qualname__ = 'Q'
print(A, A.__name__)
try: A.__name__ = 3
except TypeError as e: print(e)
try: int.x = 3
except TypeError as e: print(e)
print(repr(A()).startswith('<__main__.Q object at 0x'))
