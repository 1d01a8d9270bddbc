tests = [lambda: 1 / 0, lambda: [][1], lambda: {}["a"], lambda: None.x, lambda: 1 + "a", lambda: int("z"),
         lambda: "a".foo, lambda: undefined_name, lambda: len(3), lambda: len(), lambda: [] < 3, lambda: "a" in 3,
         lambda: {}[[]], lambda: (1,)[2], lambda: "abc"[5], lambda: float("x"), lambda: iter(3), lambda: -"a",
         lambda: [1, 2, 3].index(9), lambda: (lambda x: x)(), lambda: (lambda x: x)(1, 2), lambda: (lambda *, k: k)(),
         lambda: "%d" % "x", lambda: {1: 2}.pop(5), lambda: next(iter([])), lambda: 5 % 0, lambda: 1.0 // 0]
for t in tests:
    try:
        print(t())
    except Exception as e:
        print(type(e).__name__, "|", e)
