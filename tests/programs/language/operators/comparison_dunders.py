class V:
    def __init__(self, n):
        self.n = n

    def __eq__(self, o):
        return self.n == o.n if isinstance(o, V) else NotImplemented

    def __lt__(self, o):
        return self.n < o.n if isinstance(o, V) else NotImplemented

    def __hash__(self):
        return hash(self.n)


print(V(1) == V(1), V(1) != V(2), V(1) < V(2), V(2) > V(1), V(1) == 1, V(1) in [V(1)], len({V(1), V(1)}))
try:
    V(1) < 3
except TypeError as e:
    print(e)
try:
    V(1) <= V(2)
except TypeError as e:
    print(e)
