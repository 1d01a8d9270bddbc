def lookup(d, k):
    try:
        return d[k]
    except KeyError as e:
        raise ValueError("no " + k) from e

def run():
    try:
        lookup({}, "x")
    except ValueError:
        raise RuntimeError("failed")
run()
