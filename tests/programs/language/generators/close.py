def g():
    try:
        yield 1
        yield 2
    finally:
        print("cleanup")
it = g()
next(it)
it.close()
it.close()
print(list(it))
g().close()
def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2
it = stubborn()
next(it)
try:
    it.close()
except RuntimeError as e:
    print(e)
def ret():
    try:
        yield 1
    except GeneratorExit:
        return 5
it = ret()
next(it)
print(it.close())
def err():
    try:
        yield
    finally:
        raise KeyError("k")
it = err()
next(it)
try:
    it.close()
except KeyError as e:
    print(repr(e), repr(e.__context__))
