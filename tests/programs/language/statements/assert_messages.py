def f(x):
    assert x, f"bad {x!r}"
    assert (x, "always true")[0]


f(1)
for v in (0, ""):
    try:
        f(v)
    except AssertionError as e:
        print("failed:", e)
try:
    assert False
except AssertionError as e:
    print(repr(e))
