# codeop tells complete, incomplete and wrong input apart.
import codeop

for source in ("", "\n", "x = 1", "x = (", "if 1:", "if 1:\n  pass", "if 1:\n  pass\n", "def f():\n  x\n\n", "x = = 1", "'''abc",
               "'abc", "a = \\", "a = 'a\\", "a = 'a\\\n", "f'a\\\nb", "@dec", "@dec\ndef f(): pass\n", "for i in x:\n  # comment", "x = [1,\n", "lambda: (yield", "else:",
               "try:\n  pass\n", "try:\n  pass\nexcept X: pass\n\n", "class A:\n\n", "f'{", "raise = 1", "1 +", "x;", "pass\n\n\n"):
    for symbol in ("single", "exec", "eval"):
        try:
            code = codeop.compile_command(source, symbol=symbol)
            result = "incomplete" if code is None else "complete"
        except SyntaxError as error:
            result = f"{type(error).__name__}: {error.msg}"
        print(repr(source), symbol, result)
