print(eval("len('abc')", {"__builtins__": {"len": lambda x: "mine"}}))
try:
    eval("print", {"__builtins__": {}})
except NameError as error:
    print(error)
space = {}
exec("def f(): return len([])", space)
print(space["f"](), type(space["__builtins__"]).__name__)
import builtins
builtins.added = 42
print(eval("added"), space["f"].__builtins__ is builtins.__dict__)
