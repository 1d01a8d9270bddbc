# A compiler of codeop remembers the future statements it has seen; the interactive console runs on it.
import code
import codeop
import contextlib
import io

compiler = codeop.CommandCompiler()
exec(compiler("from __future__ import annotations"))
space = {}
exec(compiler("def f(x: undefined): pass\n", symbol="single"), space)
print(space["f"].__annotations__)
console = code.InteractiveConsole({"x": 20})
errors = io.StringIO()
with contextlib.redirect_stderr(errors):
    for line in ("x + 1", "def g(n):", "    return n * 2", "", "g(x)", "1/0", "x = = 2", "'unended"):
        print(repr(line), console.push(line))
print(errors.getvalue())
