# Equal ints and floats are the same object more often.
#
# Ints of 63 bits and most floats are no objects in memory but values, so `is` compares them like `==`. CPython shares only the ints
# from -5 to 256 and constants of one code object.
big, other = 10**6, int("1000000")
print(big is other)
half, same = 0.5, float("0.5")
print(half is same)
print(id(10**6) == id(int("1000000")))
