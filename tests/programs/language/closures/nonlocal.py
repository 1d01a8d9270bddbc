def make():
    count = 0

    def bump(by=1):
        nonlocal count
        count += by
        return count

    def reset():
        nonlocal count
        count = 0

    return bump, reset


b, r = make()
print(b(), b(5), b())
r()
print(b())
b2, _ = make()
print(b2(), b.__closure__[0].cell_contents, b.__code__.co_freevars)
