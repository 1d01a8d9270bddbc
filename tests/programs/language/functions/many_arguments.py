# Long calls and dict displays: order of evaluation, later keys win; a mapping that names a keyword twice.
order = []

def value(n):
    order.append(n)
    return n

def total(*args, **kwargs):
    return sum(args) + sum(kwargs.values()), len(args), len(kwargs), list(kwargs)[-1:] 

print(total(*[value(n) for n in range(3)], value(3)))
text = "total(" + ", ".join(f"value({n})" for n in range(40)) + ", " + ", ".join(f"k{n}=value({n})" for n in range(40, 80)) + ")"
order.clear()
print(eval(text), order == list(range(80)))
text = "{" + ", ".join(f"value({n}): value({n + 100})" for n in range(40)) + ", value(0): value(500)}"
order.clear()
made = eval(text)
print(len(made), made[0], list(made)[:3], order[:4], order[-2:])

class Twice:
    def __init__(self, *pairs):
        self.pairs = pairs
    def keys(self):
        return [k for k, v in self.pairs]
    def __getitem__(self, key):
        return dict(self.pairs)[key]

print(total(**Twice(("x", 1), ("y", 2))))
for call in (lambda: total(**Twice(("x", 1), ("x", 2))), lambda: total(a=3, **Twice(("x", 1), ("x", 2))),
             lambda: total(**Twice(("a", 1)), **Twice(("a", 2)))):
    try:
        call()
    except TypeError as error:
        print(error)
