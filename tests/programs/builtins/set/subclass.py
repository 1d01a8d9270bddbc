class S(set):
    pass
a = S([1, 2]); a.tag = 't'
print(a, a.tag, type(a | {3}), type(a.copy()), type({3} | a), a == {1, 2}, S(), repr(S('a')))
class F(frozenset):
    pass
print(F([1]), type(F([1]) & {1}), hash(F([1])) == hash(frozenset([1])), F() == frozenset())
