# Some read-only attributes of built-in types are getset descriptors instead of member descriptors.
#
# CPython reads them from a field of a C structure; here a function makes them. Both kinds behave the same; only their type and repr differ.
print(complex.real, type.__mro__ is type.__dict__, type(type.__dict__["__base__"]).__name__)
