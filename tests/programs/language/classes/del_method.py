class A:
    def __del__(self): pass
a = A()
a.x = 1
print(a.x)
