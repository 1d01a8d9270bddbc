class P: pass
p = P()
p.b = 1; p.a = 2; p.c = 3
print(p.__dict__, vars(p))
del p.a
p.a = 9
print(list(p.__dict__))
q = P(); q.x = 1; q.y = 2
del q.y
q.z = 3
print(q.__dict__)
