def report(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except TypeError as error:
        print(error)


class S(str):
    pass


report('a'.find), report('a'.count, 1, 2, 3, 4), report(b'a'.startswith, zzz=1), report({1}.union, zzz=1)
report('a'.split, None, 1, 2), report('a'.expandtabs, 1, zzz=1), report([1].sort, None, None, None), report([1].sort, None)
report(S('a').upper, 1), report('a'.encode, None), report('a'.replace, None, 1), report('a'.splitlines, None)
report(int.from_bytes, zzz=1), report((1).to_bytes, 1, None), report(b'a'.hex, None), report(b'a'.find, 'a', 1.5)
report([1].__mul__), report([1].__setitem__, 1), report(3 .__pow__), report({}.__getitem__), report([].append)
report(memoryview(b'a').tobytes, 1.5), report(float.__getformat__, None)
