def f[T: (int, str), U = T](x: T = 1, *, y: U = 2) -> T: return x
