e = ValueError("v")
print(hasattr(e, "__notes__"))
e.add_note("one")
e.add_note("two")
print(e.__notes__)
try:
    e.add_note(3)
except TypeError as error:
    print(error)
e.__notes__ = 3
try:
    e.add_note("x")
except TypeError as error:
    print(error)
