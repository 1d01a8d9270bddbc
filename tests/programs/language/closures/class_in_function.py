def make(n):
    class Adder:
        offset = n

        def __call__(self, v):
            return v + n + self.offset

    return Adder


print(make(1)()(10), make(5)()(10), make(2).__qualname__)
