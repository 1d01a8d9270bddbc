class M:
    def __matmul__(self, o):
        return f"M@{o}"

    def __rmatmul__(self, o):
        return f"{o}@M"

    def __imatmul__(self, o):
        return f"M@={o}"

    def __invert__(self):
        return "~M"

    def __pos__(self):
        return "+M"

    def __neg__(self):
        return "-M"

    def __abs__(self):
        return "|M|"


m = M()
print(m @ 2, 3 @ m, ~m, +m, -m, abs(m))
m @= 4
print(m)
