class A: pass
a = A()
a.x = 1
def get(): return a.x
print(get(), get())
A.x = property(lambda self: 'property')
print(get())
del A.x
print(get())
A.x = 5
print(get())
