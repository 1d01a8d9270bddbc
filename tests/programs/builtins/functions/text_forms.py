print(repr("a'b"), ascii("é€😀"), repr([1, "x"]), repr(None), ascii("plain"))
print(format(3.14159, ".2f"), format(255, "#x"), format("a", ">5"), format(True), format(1234567, ","))
class F:
    def __format__(self, spec): return f"<{spec}>"
print(format(F()), format(F(), "spec"), f"{F():x}")
for f in (lambda: format(3, 4), lambda: format(3, "s"), lambda: format([], "x"), lambda: repr()):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(len("abc"), len([1]), hash(1) == hash(1.0) == hash(True), hash("") , hash(-1))
for f in (lambda: len(3), lambda: hash([]), lambda: len(), lambda: hash({}), lambda: len(iter([]))):
    try:
        print(f())
    except TypeError as e:
        print(e)
