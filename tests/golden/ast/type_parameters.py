def f[T, *Ts, **P](a: T) -> T: pass
class A[T: int = str, *Ts = *x, **P = [int]](B): pass
async def g[T: (int, str)](): pass
type X = int
type Y[T] = list[T]
type = 1
type(x)
type[x]
