# Very deep, long or broken sources end in the exception that CPython raises, or compile.
def attempt(name, source, mode="eval"):
    try:
        code = compile(source, "<hostile>", mode)
    except (SyntaxError, ValueError, MemoryError) as error:
        print(name, type(error).__name__, error)
    except RecursionError as error:
        print(name, "RecursionError")
    else:
        print(name, "compiled")


attempt("199 parentheses", "(" * 199 + ")" * 199)
attempt("250 parentheses", "(" * 250 + ")" * 250)
attempt("100000 parentheses", "(" * 100000 + ")" * 100000)
attempt("1000000 signs", "-" * 1000000 + "1")
attempt("10000 powers", "1" + "**1" * 10000)
attempt("20000 comparisons", "a" + " < a" * 20000)
attempt("10000 arguments", "f(" + "a, " * 10000 + ")")
attempt("2000 decorators", "@d\n" * 2000 + "def f(): pass\n", "exec")
attempt("100 indents", "".join(" " * i + "if x:\n" for i in range(99)) + " " * 99 + "y\n", "exec")
attempt("101 indents", "".join(" " * i + "if x:\n" for i in range(101)) + " " * 101 + "y\n", "exec")
attempt("21 loops", "".join(" " * i + "for x in y:\n" for i in range(21)) + " " * 21 + "z\n", "exec")
attempt("NUL", "a\0b")
attempt("bad UTF-8", b"x = '\xff'", "exec")
attempt("mixed tabs", "if x:\n        y\n\tz\n", "exec")
attempt("5000 digits", "1" * 5000)
attempt("lone quote", "'" * 100001)
attempt("no end", "'''" + "x" * 100000)
attempt("brackets", "([{" * 60)
attempt("200000 names", "a\n" * 200000, "exec")
attempt("long string", "'" + "x" * 1000000 + "'")
attempt("list of 100000", "[" + "1," * 100000 + "]")
attempt("lambdas", "lambda: " * 500 + "1")
attempt("comprehensions", "[" * 15 + "x" + " for x in y]" * 15)
attempt("escapes", "'" + "\\x" * 1000 + "'")
attempt("backslashes", "\\\n" * 10000 + "1", "exec")
