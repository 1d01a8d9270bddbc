class L(list):
    def first(self): return self[0]
a = L([1, 2, 3])
a.name = 'n'
print(a, a.first(), a.name, type(a + [4]), type(a[:2]), type(a * 2), type(a.copy()), a == [1, 2, 3], isinstance(a, list), sorted(L('ba')))
class K(list):
    def __init__(self, *args): super().__init__(args)
print(K(3, 2, 1), len(K()))
