type X[T] = list[T]
type Y = int
