def tag(name):
    def deco(f):
        print("apply", name)

        def wrapper(*a, **k):
            return f"<{name}>{f(*a, **k)}</{name}>"
        return wrapper
    return deco


@tag("b")
@tag("i")
def hello(x):
    return x


print(hello("hi"))


@(lambda c: [c.__name__])
class C:
    pass


print(C)
