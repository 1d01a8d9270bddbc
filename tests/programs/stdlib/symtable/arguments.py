# _symtable: arguments, errors and raw flags.
import _symtable

for arguments in [("x=", "f", "exec"), ("x", "f", "bad"), (5, "f", "exec"), ("def f(x,x):pass", "f", "exec"),
                  ("x\0", "f", "exec"), ("x", 5, "exec"), ("x", "f", 5), ("from __future__ import braces", "f", "exec")]:
    try:
        print(_symtable.symtable(*arguments))
    except Exception as error:
        print(type(error).__name__, error, error.args)
for source, mode in (("x", "eval"), (b"x = y", "single"), ("def f(a, *b): global g; return a, k", "exec")):
    top = _symtable.symtable(source, b"f", mode)
    print(top.name, top.type, top.symbols, [(c.name, c.type, c.symbols, c.varnames, c.lineno) for c in top.children])
print(sorted(name for name in vars(_symtable) if name.isupper()), type(top).__name__, repr(top).startswith("<symtable entry top("))
