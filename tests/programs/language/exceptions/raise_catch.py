def f(x):
    if x > 1:
        raise ValueError("too big", x)
    return x

for i in range(4):
    try:
        print(f(i))
    except ValueError as e:
        print(type(e).__name__, e, e.args, repr(e))
try:
    e
except NameError as error:
    print(error)
