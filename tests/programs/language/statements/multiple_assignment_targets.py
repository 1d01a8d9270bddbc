class C:
    pass


o = C()
o.a = b = d = {}
d["k"] = o.a["j"] = 1
print(b, o.a is d)
x: int = 5
y: "undefined" = 6
z: list
print(x, y, __annotations__)
