def f(a, *, b, c=3):
    return a, b, c


print(f(1, b=2), f(b=5, a=4, c=6))
for call in (lambda: f(1), lambda: f(1, 2), lambda: f(1, b=2, d=3)):
    try:
        call()
    except TypeError as e:
        print(e)
print(f.__kwdefaults__)
