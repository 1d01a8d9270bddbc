def counter():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    return inc
c = counter(); c(); c()
print(c.__closure__[0].cell_contents)
c.__closure__[0].cell_contents = 10
print(c())
def empty():
    def f(): return z
    if 0: z = 1
    return f
try: empty().__closure__[0].cell_contents
except ValueError as e: print(e)
try: empty()()
except NameError as e: print(e)
