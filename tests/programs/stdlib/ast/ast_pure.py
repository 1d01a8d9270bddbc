import ast
n = ast.Module([ast.Assign([ast.Name("x", ast.Store())], ast.BinOp(ast.Constant(1), ast.Add(), ast.Constant(2)), lineno=1)], [])
print(ast.dump(n), ast.unparse(n))
for w in ast.walk(n): print(type(w).__name__)
class V(ast.NodeTransformer):
    def visit_Constant(self, node): return ast.Constant(node.value * 10)
print(ast.unparse(V().visit(n)))
