# exceptions: raised and handled in hot loops
class NotFound(Exception):
    pass


def lookup(table, key):
    try:
        return table[key]
    except KeyError:
        raise NotFound(key)


def parse(text):
    try:
        return int(text)
    except ValueError:
        return None
    finally:
        parse.calls += 1


parse.calls = 0


def work(n):
    table = {i: i for i in range(0, n, 2)}
    missing = bad = 0
    for i in range(n):
        try:
            lookup(table, i)
        except NotFound as e:
            missing += e.args[0] & 3
        if parse("12" if i % 3 else "1x2") is None:
            bad += 1
    return missing, bad, parse.calls


print(work(800_000))
