# What code.replace() says of arguments that do not fit.
code = compile("def f(a, b): return a + b", "x.py", "exec").co_consts[0]


class Number:
    def __index__(self):
        return 1


def try_to(**changes):
    (name, value), = changes.items()
    shown = "" if isinstance(value, Number) else value
    try:
        print(name, shown, "->", getattr(code.replace(**changes), name))
    except (TypeError, ValueError, OverflowError, SystemError) as e:
        print(name, shown, type(e).__name__, str(e).rpartition("codeobject.c:250: ")[2])


for name in ("co_argcount", "co_posonlyargcount", "co_kwonlyargcount", "co_nlocals", "co_stacksize", "co_firstlineno"):
    for value in ("x", 1.5, None, -1, -2, 2**31, 2**70, 100, Number()):
        try_to(**{name: value})
for value in ("x", 1.5, None, -1, 2**31):
    try_to(co_flags=value)
for name in ("co_consts", "co_names", "co_varnames", "co_freevars", "co_cellvars"):
    for value in (1, [], None, (1,)):
        if (name, value) != ("co_consts", (1,)):
            try_to(**{name: value})
try_to(co_varnames=())
try_to(co_varnames=("a", "b", "c"))
try_to(co_varnames=("a", 1))
try_to(co_names=("x",))
try_to(co_freevars=("x", "y"))
for name in ("co_filename", "co_name", "co_qualname"):
    for value in (1, b"a", None, "", "é"):
        try_to(**{name: value})
for name in ("co_code", "co_linetable", "co_exceptiontable"):
    for value in (1, "a", None, bytearray(b"a")):
        try_to(**{name: value})
try_to(co_lnotab=1)
try_to(other=1)
try:
    code.replace(1)
except TypeError as e:
    print(e)
