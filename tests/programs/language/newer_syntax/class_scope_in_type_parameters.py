# Bounds and annotations of generic methods see the names of the class around them, then the enclosing ones.
Outer = "global"

def make():
    Free = "free"

    class Box:
        Inner = int
        Outer = "class"

        def put[T: (Inner, Outer)](self, value: Inner, outer: Outer, free: Free) -> T:
            return value, outer, free

        def get[T](self, outer: Free = Free):
            return outer, [Outer for _ in (1,)]

        type Alias[T] = (Inner, Outer, Free, T)

    return Box

Box = make()
print(Box.put.__annotations__["value"], Box.put.__annotations__["outer"], Box.put.__annotations__["free"])
print(Box().put(1, 2, 3), Box().get(), Box.put.__type_params__[0].__constraints__)
print(Box.Alias.__value__[:3])
