class C[T: int, *Ts, **P](Base, k=1):
    def f(self, x: T) -> Ts: return T
