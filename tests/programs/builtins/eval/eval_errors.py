for call in ["eval(1)", "exec(1)", "eval('1', 1)", "exec('1', 1)", "eval('1', {}, 1)", "exec('1', {}, 1)", "exec('1', [])",
             "eval('1', [])", "exec('1', closure=1)", "eval('a b')", "exec('if')", "eval('1\\n2')",
             "exec((lambda x: x).__code__)", "eval('undefined')", "eval('  7')", "eval(b'8')", "eval('x :=1')"]:
    try:
        print(call, eval(call))
    except Exception as error:
        print(call, type(error).__name__, error)
for text in ["a b", "a b\n", "a +", "f(1", "x = 1", "'a", "\"\"\"a", "a\nb", "", "#", "a $", "a \\", "a)", "f(x for x in y, 1)"]:
    for run in eval, exec:
        try:
            run(text)
        except Exception as error:
            print(repr(text), run.__name__, type(error).__name__, error.args)
def outer():
    y = 1
    def inner(): return y
    return inner
for closure in [None, (), (1,), outer().__closure__]:
    try:
        exec(outer().__code__, closure=closure)
        print("ran")
    except TypeError as error:
        print(error)
try:
    eval(outer().__code__)
except TypeError as error:
    print(error)
