class C:
    x: int
    y: str = "a"
    (z): int = 1
    C.w: int
