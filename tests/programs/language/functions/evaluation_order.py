def t(x):
    print(x, end=" ")
    return x


def f(*a, **k):
    print("->", a, sorted(k))


f(t(1), t(2), *[t(3)], k=t(4), **{"z": t(5)})
d = {t("k1"): t("v1"), t("k2"): t("v2")}
t([0, 0])[t(0)] = t(9)
print()
x = t(1) < t(2) < t(3) > t(9)
print(x)
print(t(1) if t(0) else t(2))
