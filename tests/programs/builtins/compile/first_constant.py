# The first constant of functions is the docstring or None.
def documented():
    "doc"
    return 1

def plain(x):
    return x

async def coroutine():
    return 2

class C:
    def method(self):
        return lambda: 2

print(documented.__code__.co_consts[0], plain.__code__.co_consts, coroutine.__code__.co_consts, (lambda: 1).__code__.co_consts)
print(C.method.__code__.co_consts[0], C().method().__code__.co_consts)
print(compile("def f(): 'doc'", "f", "exec", optimize=2).co_consts[0].co_consts)
