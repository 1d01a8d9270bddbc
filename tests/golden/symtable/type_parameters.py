class C[T]:
    def f[U: T](self, x: U) -> T: return U
    type X = T
