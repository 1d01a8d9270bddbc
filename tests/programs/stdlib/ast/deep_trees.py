# Depth: nesting that CPython accepts, and the RecursionError beyond it.
import ast

print(len(ast.dump(ast.parse("a" + ".b" * 500, mode="eval"))) > 5000)
print(eval("a" + "+a" * 2000, {"a": 1}))
try:
    ast.parse("a" + "+a" * 20000)
except RecursionError as error:
    print(error)
tree = ast.Name("x", ast.Load())
for _ in range(10000):
    tree = ast.UnaryOp(ast.USub(), tree)
    tree.lineno = tree.col_offset = 1
try:
    compile(ast.Expression(tree), "<deep>", "eval")
except RecursionError as error:
    print(error)
cycle = ast.UnaryOp(ast.USub(), None, lineno=1, col_offset=0)
cycle.operand = cycle
try:
    compile(ast.Expression(cycle), "<cycle>", "eval")
except RecursionError as error:
    print(error)
