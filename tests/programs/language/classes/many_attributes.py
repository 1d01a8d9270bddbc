class P: pass
p = P()
for i in range(300):
    setattr(p, 'a%d' % i, i)
print(sum(getattr(p, 'a%d' % i) for i in range(300)))
for i in range(0, 300, 2):
    delattr(p, 'a%d' % i)
print(len(p.__dict__), hasattr(p, 'a0'), p.a299)
