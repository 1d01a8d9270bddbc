x: int = 1
y: 'later'
def f(a: int, *b: str, c: float = 1.0, **d: dict) -> None:
    v: undefined_name
    w: int = 2
    return w
class C:
    p: int
    q: str = 'q'
    (r): int = 3
print(__annotations__, f.__annotations__, C.__annotations__, f(1))
