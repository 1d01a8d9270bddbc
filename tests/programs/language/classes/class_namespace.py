x = 'global'
class A:
    y = x
    x = 'class'
    z = x
    def f(self): return x
    lst = [i for i in range(3)]
    for k in range(2): pass
print(A.y, A.z, A().f(), A.lst, A.k)
def outer():
    v = 'outer'
    class B:
        w = v
        v2 = lambda self: v
    return B
print(outer().w, outer()().v2())
