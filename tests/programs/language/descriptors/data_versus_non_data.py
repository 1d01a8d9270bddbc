class Data:
    def __get__(self, o, t): return 'data'
    def __set__(self, o, v): o.__dict__['d'] = v
class NonData:
    def __get__(self, o, t): return 'nondata'
class A:
    d = Data()
    n = NonData()
a = A()
a.d = 1
a.n = 2
print(a.d, a.n, a.__dict__, A.d, A.n)
class OnlySet:
    def __set__(self, o, v): print('set', v)
class B: s = OnlySet()
b = B()
print(type(b.s).__name__)
b.s = 3
b.__dict__['s'] = 'inst'
print(b.s)
