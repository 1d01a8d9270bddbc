import contextlib
import io


@contextlib.contextmanager
def tag(name):
    print("<" + name)
    try:
        yield name.upper()
    except ValueError as e:
        print("handled", e)
    finally:
        print(name + ">")


with tag("a") as v:
    print(v)
with tag("b"):
    raise ValueError("x")


@tag("deco")
def f():
    print("in f")


f()
with contextlib.suppress(KeyError, IndexError):
    {}["k"]
out = io.StringIO()
with contextlib.redirect_stdout(out):
    print("captured")
print(repr(out.getvalue()))


class R:
    def close(self):
        print("closed")


with contextlib.closing(R()), contextlib.nullcontext(5) as n:
    print(n)
with contextlib.ExitStack() as stack:
    stack.callback(print, "callback", 1)
    print(stack.enter_context(tag("s")))
    stack.push(lambda *exc: print("push", exc[0]))
try:
    with tag("gen") as g:
        raise KeyError("through")
except KeyError as e:
    print("out", e)


class Both(contextlib.ContextDecorator):
    def __enter__(self):
        print("enter")

    def __exit__(self, *a):
        print("exit")


@Both()
def h():
    print("h")


h()
