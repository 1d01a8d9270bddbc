def first[T](xs: list[T]) -> T:
    return xs[0]
class Box[T, *Ts, **P]:
    def __init__(self, v): self.v = v
    def get(self) -> T: return self.v
type Pair[A] = tuple[A, A]
print(first([3, 4]), Box(5).get(), first.__type_params__, Box.__type_params__, Pair, Pair.__value__, Box[int], Box.__orig_bases__)
class Num[N: int = bool]: pass
print(Num.__type_params__[0].__bound__, Num.__type_params__[0].__default__)
name = "x"
t = t"hello {name!r:>5} and {1+1}"
print(t, list(t), t.values, t.strings)
