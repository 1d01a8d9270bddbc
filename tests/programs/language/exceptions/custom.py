class AppError(Exception):
    """An error."""
    def __init__(self, code, *rest):
        super().__init__(code, *rest)
        self.code = code
    def __str__(self):
        return f"app error {self.code}"

class Sub(AppError):
    kind = "sub"

for c in (AppError, Sub):
    try:
        raise c(7, "x")
    except AppError as e:
        print(type(e).__name__, e, repr(e), e.args, e.code, getattr(e, "kind", None), e.__doc__)
class KW(Exception):
    def __init__(self, *, name):
        self.name = name
try:
    raise KW(name="n")
except KW as e:
    print(e.name, e.args, repr(str(e)))
class Slots(Exception):
    __slots__ = ("a",)
s = Slots(1)
s.a = 5
s.b = 6
print(s.a, s.b, s.args)
