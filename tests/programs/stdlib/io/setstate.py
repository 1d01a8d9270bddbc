import io


def report(function, *args):
    try:
        print(function(*args))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


for make, contents, middle in (io.BytesIO, b'ab', (1,)), (io.StringIO, 'ab', ('\n', 1)):
    stream = make()
    good = (contents, *middle, {'a': 1})
    for state in good, (), 3, good[:-1] + (3,), good[:-2] + (0.5, None), good[:-2] + (-1, None), (1, *good[1:]), (None, *good[1:]):
        report(stream.__setstate__, state)
        print(stream.__getstate__())
    stream.close()
    report(stream.__setstate__, good)
    report(stream.__setstate__, 3)
