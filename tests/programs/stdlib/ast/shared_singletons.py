# Operators and contexts of parsed trees are shared objects; their classes make new ones.
import ast

a, b = ast.parse("x + 1 < y", mode="eval").body, ast.parse("f(a + b)[0]", mode="eval").body
print(a.left.op is b.value.args[0].op, type(a.ops[0]), a.left.left.ctx is b.ctx)
print(ast.Load() is ast.Load(), isinstance(a.comparators[0].ctx, ast.expr_context))
print(ast.parse("x").body[0].value.ctx is a.left.left.ctx)
