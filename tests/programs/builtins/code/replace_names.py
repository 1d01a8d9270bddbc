# Code that was compiled ahead of time can be given other names.
import types


def f():
    return 1


code = f.__code__.replace(co_name="n", co_qualname="q.n", co_filename="file.py", co_firstlineno=100, co_stacksize=50)
print(code.co_name, code.co_qualname, code.co_filename, code.co_firstlineno, code.co_stacksize)
print(repr(code).partition(" at ")[0], repr(code).partition(", ")[2])
g = types.FunctionType(code, globals())
print(g.__name__, g.__qualname__, g(), types.FunctionType(code, globals(), "m").__name__)
print(code == f.__code__, code.replace(co_name="f", co_qualname="f", co_filename=f.__code__.co_filename,
                                       co_firstlineno=f.__code__.co_firstlineno) == f.__code__)
print(f.__code__.replace() == f.__code__, f.__code__.co_name)
