class P: pass
p = P()
p.a = 1
d = p.__dict__
d['b'] = 2
print(p.b)
p.c = 3
print(d)
p.__dict__ = {'z': 26}
print(p.z, hasattr(p, 'a'), d)
