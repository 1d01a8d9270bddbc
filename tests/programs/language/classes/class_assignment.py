class A:
    def who(self): return 'A'
class B:
    def who(self): return 'B'
a = A(); a.x = 1
print(a.who())
a.__class__ = B
print(a.who(), a.x, type(a).__name__)
a.y = 2
print(a.__dict__)
for cls in (int, 3):
    try: a.__class__ = cls
    except TypeError as e: print(e)
