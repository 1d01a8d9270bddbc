from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, UserString, defaultdict, deque, namedtuple

P = namedtuple("P", "x y", defaults=[0])
p = P(1)
print(p, p._replace(y=5), p._asdict(), P._fields, P._make([3, 4]), p == (1, 0), P._field_defaults, repr(P(y=1, x=2)))
for f in (lambda: P(), lambda: P(1, 2, 3), lambda: namedtuple("Q", "a a"), lambda: P(1)._replace(z=1)):
    try:
        f()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
c = Counter("abracadabra")
print(c.most_common(2), c["z"], sorted((c - Counter("aab")).items()), (Counter(a=3) & Counter(a=1, b=2)), +Counter(a=-1, b=1), c.total(), sorted(Counter(a=2).elements()))
c.update("zz")
c.subtract({"a": 10})
print(c["z"], c["a"], Counter(a=1) <= Counter(a=2))
d = defaultdict(list)
d["k"].append(1)
print(d, d["new"], dict(d), defaultdict(int, a=1) | {"b": 2}, d.copy())
q = deque([1, 2, 3], maxlen=3)
q.append(4)
q.appendleft(0)
q.rotate(1)
print(q, list(reversed(q)), q.index(2), q.count(2), q.popleft(), q.pop(), len(q), q.maxlen, deque("ab") + deque("c"), deque([1]) * 2)
q.extend("xy")
q.extendleft([9])
q.insert(1, "i") if len(q) < 3 else None
q.remove("x") if "x" in q else None
print(q, deque([1, 2]) < deque([1, 3]))
o = OrderedDict(a=1, b=2, c=3)
o.move_to_end("a")
o.move_to_end("c", last=False)
print(o, o.popitem(), o.popitem(last=False), OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), list(reversed(OrderedDict(x=1, y=2))))
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(m["a"], m["b"], sorted(m), m.parents["a"], m.new_child({"c": 1})["c"], len(m))


class D(UserDict):
    def __missing__(self, k):
        return k * 2


print(D(a=1)["zz"], UserList([3, 1])[::-1], UserString("abc").upper(), D(a=1))
