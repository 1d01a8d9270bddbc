print(list.__hash__, dict.__hash__, set.__hash__, type({}.keys()).__hash__)
for v in ([], {}, set(), slice(1), {}.keys(), bytearray()):
    try:
        hash(v)
    except TypeError as e:
        print(e)
