import copy


class C:
    def __init__(self, v):
        self.v = v


a = [1, [2, {"k": (3, [4])}], C([5])]
b, d = copy.copy(a), copy.deepcopy(a)
a[1].append(6)
a[2].v.append(7)
print(b[1], d[1], b[2] is a[2], d[2].v, d[1][1]["k"])
r = [1]
r.append(r)
q = copy.deepcopy(r)
print(q[1] is q, copy.copy((1, 2)), copy.deepcopy({1, 2}), copy.copy({"a": 1}))


class D:
    def __copy__(self):
        return "copied"

    def __deepcopy__(self, memo):
        return "deep"


print(copy.copy(D()), copy.deepcopy([D()]))
