print(1 and 2, 0 and 2, 0 or "x", "" or [] or None, not "", not [0])
print([] and 1 / 0, 1 or 1 / 0)
x = None
print(x or "default", (x and x.y) is None)
print(True + True, True == 1, isinstance(True, int), ~True, -True)
