f()
f(a, b, c)
f(a, *b, c=d, *e, **g)
f(a for a in b)
f(a := 1, b)
f(**a, **b)
f(a,)(b)[c].d
f(*a, b)
