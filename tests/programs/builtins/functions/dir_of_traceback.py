# dir() of a traceback names its attributes only; without __class__ an object has its own.
class Without:
    __slots__ = ["__class__", "__dict__"]


try:
    1 / 0
except ZeroDivisionError as error:
    print(dir(error.__traceback__))
thing = Without()
thing.mine = 1
print(dir(thing))
text = "no tabs"
print(text.expandtabs() is text)
for value in (1.5, 1j):
    try:
        format(value, ".2147483648f")
    except ValueError as error:
        print(error)
