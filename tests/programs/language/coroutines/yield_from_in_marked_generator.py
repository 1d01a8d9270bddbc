# A generator that types.coroutine() marked may delegate to a coroutine; another one may not.
import types

async def answer():
    return 42

@types.coroutine
def marked(coroutine):
    return (yield from coroutine)

def plain(coroutine):
    return (yield from coroutine)

try:
    marked(answer()).send(None)
except StopIteration as stop:
    print(stop.value)
c = answer()
try:
    next(plain(c))
except TypeError as error:
    print(error)
c.close()
print(types.CoroutineType.send.__doc__)
print(types.CoroutineType.__dict__["__name__"].__doc__, "|", types.GeneratorType.close.__doc__)
