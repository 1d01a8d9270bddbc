s = StopIteration(5)
print(s.value, StopIteration().value, StopIteration(1, 2).value)
print(SystemExit().code, SystemExit(3).code, SystemExit(1, 2).code)
i = ImportError("m", name="n", path="p")
print(i.msg, i.name, i.path, i, repr(i))
print(ImportError("a", "b").msg, ImportError("a", "b"))
a = AttributeError("x", name="n", obj=3)
print(a.name, a.obj, AttributeError().name)
n = NameError("x", name="q")
print(n.name)
for c in (ImportError, AttributeError, NameError):
    try:
        c(foo=1)
    except TypeError as e:
        print(e)
k = KeyError("key")
print(k, str(k), repr(k), KeyError(1, 2), KeyError())
