def f(a, b=1, *, k=2): pass
def g(a, b, c): pass
def h(a, /, b): pass
def i(*, a, b): pass
def j(): pass
def k(a, b=2, /, c=3): pass
calls = [lambda: f(1, 2, 3), lambda: f(1, 2, 3, k=1), lambda: f(1, 2, a=1), lambda: f(), lambda: f(1, z=1),
         lambda: g(), lambda: g(1), lambda: g(1, 2), lambda: g(1, 2, 3, 4), lambda: g(1, c=3), lambda: h(a=1, b=2), lambda: h(1, 2, 3),
         lambda: i(), lambda: i(a=1), lambda: i(1), lambda: i(1, a=2), lambda: j(1), lambda: j(1, 2), lambda: j(x=1),
         lambda: k(a=1), lambda: k(1, b=2), lambda: k(1, 2, 3, 4), lambda: g(*range(5)), lambda: g(**{'a': 1, 'z': 2})]
for c in calls:
    try: c()
    except TypeError as e: print(e)
class A:
    def m(self, x): pass
for c in [lambda: A().m(), lambda: A().m(1, 2), lambda: A.m(), lambda: A().m(y=1)]:
    try: c()
    except TypeError as e: print(e)
