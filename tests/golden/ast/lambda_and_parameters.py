lambda: 0
lambda a, b=1, /, c=2, *d, e, f=3, **g: a
lambda *, a: a
def f(a, b: int = 1, /, c: str = 's', *d: x, e: y = 2, f, **g: z) -> r: pass
def g(*args: *Ts): pass
def h(a, /): pass
