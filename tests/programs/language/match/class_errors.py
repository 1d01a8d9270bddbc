class A:
    __match_args__ = ("a",)
    a = 1


class B:
    pass


class C:
    __match_args__ = ["a"]
    a = 1


def attempt(v, which):
    try:
        match v:
            case A(1, 2) if which == 0:
                pass
            case B(1) if which == 1:
                pass
            case C(1) if which == 2:
                return "list of names"
            case int(1, 2):
                pass
    except TypeError as e:
        return f"TypeError: {e}"
    return "no match"


print(attempt(A(), 0))
print(attempt(B(), 1))
print(attempt(C(), 2))
print(attempt(1, 3))
