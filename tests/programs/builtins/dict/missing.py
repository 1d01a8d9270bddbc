class D(dict):
    def __missing__(self, key): return f'no {key}'
d = D(a=1)
d.x = 5
print(d['a'], d['b'], d.get('b'), 'b' in d, d.x, d, type(d.copy()), type(d | {}), D.fromkeys('ab'))
