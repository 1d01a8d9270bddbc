class A: pass
a = A(); a.x = 1; d = {1: 2, 3: 4}; xs = list(range(6))
x = y = z = 0
del a.x, d[1], xs[1:3], (x, [y])
print(vars(a), d, xs, 'x' in globals(), 'y' in globals(), z)
try: del x
except NameError as e: print(e)
def f():
    v = 1
    del v
    try: v
    except UnboundLocalError as e: print(e)
f()
