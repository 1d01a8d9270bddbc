# Code objects are equal when they do the same, whatever their files; constants must be of the same types.
import ast

def code(source, name="f"):
    return compile(source, name, "exec")

for source in ("x = 5", "def f(a, *, b=1): return [a for a in b]", "for n in [1, 2]: print(n)", "class C: x = (1, 'a')"):
    made = code(ast.parse(source), "other")
    print(code(source) == made, hash(code(source)) == hash(made), made.co_filename)
for a, b in (("x = 1", "x = 1.0"), ("x = 0.0", "x = -0.0"), ("x = 1", "y = 1"), ("x", "\nx"), ("x in {1}", "x in {1.0}"),
             ("x = (1, True)", "x = (1, 1)"), ("def f(): pass", "def g(): pass"), ("x = 1", "x = 2"), ("f(1)", "f(1)")):
    print(a == b, code(a) == code(b), code(a) != code(b))
function = (lambda x: x).__code__
print(function == function.replace(), function == function.replace(co_name="y"), function == 1, {code("x"): 1}[code("x")])
