import types
m = types.ModuleType('mod', 'doc')
m.x = 1
print(m.__name__, m.__doc__, m.x, sorted(k for k in vars(m) if not k.startswith('__')))
try: m.nope
except AttributeError as e: print(e)
m.__getattr__ = lambda n: 'dyn ' + n
print(m.other)
del m.x
print(m.x)
