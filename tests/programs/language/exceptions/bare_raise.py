import sys
def f():
    try:
        raise
    except RuntimeError as e:
        print(e)
f()
try:
    try:
        raise KeyError(3)
    except KeyError:
        print(sys.exc_info()[0], sys.exception())
        raise
except KeyError as e:
    print("again", e, e.__context__)
print(sys.exc_info(), sys.exception())
