class A:
    def __init__(self, v): self.v = v
    def __iadd__(self, o): self.v += o; return self
    def __sub__(self, o): return A(self.v - o)
a = b = A(1)
a += 2
print(a is b, a.v)
a -= 1
print(a is b, a.v, b.v)
try: a *= 2
except TypeError as e: print(e)
l = m = [1]
l += (2,)
l *= 2
print(m)
t = (1,)
t += (2,)
print(t)
class I:
    def __iadd__(self, o): return NotImplemented
    def __add__(self, o): return 'add'
i = I(); i += 1
print(i)
