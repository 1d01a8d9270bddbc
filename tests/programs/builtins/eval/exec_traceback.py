import traceback
space = {"__name__": "made"}
exec(compile("def f(x):\n    return g(x)\n\ndef g(x):\n    raise ValueError(x)\n", "nowhere.py", "exec"), space)
try:
    space["f"](3)
except ValueError as error:
    for frame in traceback.extract_tb(error.__traceback__)[1:]:
        print(frame.filename, frame.lineno, frame.name, repr(frame.line))
try:
    exec("x = 1\ny = 1 /")
except SyntaxError as error:
    print(error.args)
