class C:
    x = 1
    def __init__(self): self.y = 2
c = C()
print(getattr(c, "x"), getattr(c, "y"), getattr(c, "z", "default"), hasattr(c, "y"), hasattr(c, "z"))
setattr(c, "z", 3)
print(c.z, vars(c), c.__dict__ is vars(c))
delattr(c, "z")
print(hasattr(c, "z"))
for f in (lambda: getattr(c, "q"), lambda: getattr(c, 3), lambda: hasattr(c, 3), lambda: setattr(c, 3, 4), lambda: delattr(c, "nope"), lambda: setattr(3, "a", 1), lambda: vars(3), lambda: getattr(c)):
    try:
        print(f())
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)
class P:
    @property
    def bad(self): raise AttributeError("inside")
    @property
    def worse(self): raise ValueError("v")
print(hasattr(P(), "bad"), getattr(P(), "bad", 5))
try:
    hasattr(P(), "worse")
except ValueError as e:
    print(e)
