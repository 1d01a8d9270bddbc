class GCM:
    def __init__(self, gen): self.gen = gen
    def __enter__(self): return next(self.gen)
    def __exit__(self, typ, value, tb):
        if typ is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            raise RuntimeError("didn't stop")
        try:
            self.gen.throw(typ, value, tb)
        except StopIteration as e:
            return e is not value
        except BaseException as e:
            if e is value:
                return False
            raise
        raise RuntimeError("didn't stop after throw")
def contextmanager(f):
    return lambda *a: GCM(f(*a))
@contextmanager
def tag(name):
    print("<%s>" % name)
    try:
        yield name.upper()
    except KeyError as e:
        print("swallow", e)
    finally:
        print("</%s>" % name)
with tag("a") as x:
    print(x)
with tag("b"):
    raise KeyError(1)
try:
    with tag("c"):
        raise ValueError("v")
except ValueError as e:
    print("passed", e)
