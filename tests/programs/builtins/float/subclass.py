class F(float):
    def __repr__(self): return 'F'
f = F(2.5)
f.tag = 'x'
print(f, f + 1, type(f + 1), f.tag, f == 2.5, hash(f) == hash(2.5), round(f, 1), -f, abs(F(-1)), F('3'), float(f), {2.5: 'yes'}[f])
