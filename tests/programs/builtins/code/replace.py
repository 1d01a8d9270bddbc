# code.replace(): the code that comes out runs with what was changed.
import marshal
import traceback
import types

source = '''
def outer(a, b=2, *, c=3):
    "doc"
    x = 1.5
    def inner():
        return x + a
    return x, b, c, len("four"), inner

def keywords(a, b): return a, b

def plain():
    return missing.attribute
'''
spaces = {}
exec(compile(source, "first.py", "exec"), spaces)
outer, keywords, plain = spaces["outer"], spaces["keywords"], spaces["plain"]
code = outer.__code__


def function(code, **more):
    return types.FunctionType(code, globals() | more)


# constants
changed = code.replace(co_consts=tuple(9.5 if c == 1.5 else c for c in code.co_consts))
f = function(changed)
f.__kwdefaults__ = {"c": 8}
print(f(1, 2)[:4], f(1, 2)[4](), outer(1)[:4], f.__doc__, f.__name__)
f = function(code.replace(co_consts=("other",) + code.co_consts[1:]))
print(f.__doc__)
f = function(code.replace(co_consts=(None,) + code.co_consts[1:]))
print(f.__doc__)
things = ["any", "object"]
f = function(code.replace(co_consts=tuple(things if c == 1.5 else c for c in code.co_consts)))
print(f(1, 2, c=3)[0] is things)
f = marshal.loads(marshal.dumps(changed))
print(f == changed, changed == code, function(f)(1, 2, c=3)[0])

# code as a constant that is just loaded
whole = compile("constant = 1\nother = 2", "whole.py", "exec")
whole = whole.replace(co_consts=tuple(code if c == 1 else c for c in whole.co_consts))
whole = marshal.loads(marshal.dumps(whole))
space = {}
exec(whole, space)
print(space["constant"].co_name, space["other"])

# a nested function
inner = next(c for c in code.co_consts if isinstance(c, types.CodeType))
nested = inner.replace(co_name="renamed", co_qualname="quite.renamed")
f = function(code.replace(co_consts=tuple(nested if c is inner else c for c in code.co_consts)))
print(f(1, 2, c=3)[4].__name__, f(1, 2, c=3)[4].__qualname__, f(1, 2, c=3)[4]())

# names
f = function(plain.__code__.replace(co_names=("present", "real")), present=3 + 4j)
print(f())
f = function(keywords.__code__.replace(co_varnames=("b", "a")))
print(f(a=1, b=2), keywords(a=1, b=2))
print(function(code.replace(co_names=tuple("sum" if n == "len" else n for n in code.co_names)),
               sum=lambda x: x.upper())(1, 2, c=3)[3])

# numbers of parameters, kinds of parameters
c = keywords.__code__
f = function(c.replace(co_posonlyargcount=1))
try:
    f(a=1, b=2)
except TypeError as e:
    print(e)
f = function(c.replace(co_argcount=1, co_kwonlyargcount=1))
print(f(1, b=2))
f = function(c.replace(co_argcount=1, co_flags=c.co_flags | 4))
print(f(1, 2, 3), f.__code__.co_flags & 4)
f = function(c.replace(co_argcount=0, co_flags=c.co_flags | 4 | 8))
print(f(1, 2, x=3))
f = function(c.replace(co_argcount=1))
try:
    f(1)
except UnboundLocalError as e:
    print(e)

# where it is
f = function(plain.__code__.replace(co_name="n", co_qualname="q.n", co_filename="second.py", co_firstlineno=100))
print(f.__name__, f.__qualname__, f.__code__.co_filename, f.__code__.co_firstlineno, plain.__code__.co_filename)
print(repr(f.__code__).partition(" at ")[0], repr(f.__code__).partition(", ")[2])
print({line for *_, line in f.__code__.co_lines()}, {p[:2] for p in f.__code__.co_positions()})
try:
    f()
except NameError as e:
    print([(s.filename, s.lineno, s.name) for s in traceback.extract_tb(e.__traceback__)][1:])

# nothing
print(code.replace() == code, code.replace() is code, code.replace(co_name="outer", co_consts=code.co_consts) == code)
print(code.replace(co_stacksize=code.co_stacksize + 50).co_stacksize - code.co_stacksize)
