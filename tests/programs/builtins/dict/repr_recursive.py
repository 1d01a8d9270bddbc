d = {'a': [1], 'b': {}}
d['d'] = d
d['l'] = [d]
print(d, d.keys(), {1: (2,), (): None})
