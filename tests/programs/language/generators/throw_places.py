# An exception that is thrown in before the first step comes from in front of the body, whatever handler begins it;
# one that goes through a delegation sees all generators on the stack.
import traceback

def guarded():
    try:
        yield 1
    except ValueError as error:
        print("caught", error)
        yield 2

fresh = guarded()
try:
    fresh.throw(ValueError, 7)
except ValueError as error:
    print("came back", error, [f.lineno - guarded.__code__.co_firstlineno for f in traceback.extract_tb(error.__traceback__)][1:])
print(list(fresh))
begun = guarded()
next(begun)
print(begun.throw(ValueError(8)))

def names():
    return [frame.name for frame in traceback.extract_stack()][:-1]

def inner():
    try:
        yield names()
    except KeyError:
        yield names()

def middle():
    yield from inner()

def outer():
    yield from middle()

g = outer()
print(next(g))
print(g.throw(KeyError))
