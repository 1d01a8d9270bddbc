class C: pass
class Weird(Exception):
    def __new__(cls):
        return 3
for thing in (3, C, C(), "text", None, Weird):
    try:
        raise thing
    except TypeError as e:
        print(e)
try:
    raise ValueError from 3
except TypeError as e:
    print(e)
try:
    raise ValueError from KeyError
except ValueError as e:
    print(repr(e.__cause__))
try:
    try:
        raise ValueError
    except 3:
        pass
except TypeError as e:
    print(e, repr(e.__context__))
try:
    try:
        raise ValueError
    except (KeyError, "x"):
        pass
except TypeError as e:
    print(e)
