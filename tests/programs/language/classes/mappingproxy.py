class A: x = 1
d = A.__dict__
print(type(d).__name__, d['x'], 'x' in d, d.get('nope', 5), len(d) > 0)
try: d['y'] = 2
except TypeError as e: print(e)
A.y = 2
print(d['y'])
from types import MappingProxyType
m = MappingProxyType({'a': 1})
print(m, m | {'b': 2}, list(m.items()), m == {'a': 1})
