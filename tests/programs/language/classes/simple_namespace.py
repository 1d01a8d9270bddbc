from types import SimpleNamespace
n = SimpleNamespace(a=1, b='x')
n.c = [1]
print(n, n.a, n == SimpleNamespace(a=1, b='x', c=[1]), vars(n))
del n.a
print(n)
try: SimpleNamespace(1)
except TypeError as e: print(e)
n.self = n
print(n)
