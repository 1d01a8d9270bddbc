# compile() of trees with missing fields and objects of wrong types.
import ast

L, P = ast.Load(), {"lineno": 1, "col_offset": 0}
expr = lambda body: (ast.Expression(body), "eval")
stmt = lambda *body: (ast.Module(list(body), []), "exec")
no_args = ast.arguments([], [], None, [], [], None, [])
for tree, mode in [
    expr(ast.Name("x", L)), expr(ast.Name("x", L, lineno=1)), expr(ast.Name("x", **P)), expr(ast.Name(None, L, **P)),
    expr(ast.Name(5, L, **P)), expr(ast.Name("x", None, **P)), expr(ast.Name("x", L, lineno="1", col_offset=0)),
    expr(ast.Name("x", L, lineno=2**31, col_offset=0)), expr(None), expr(5), (ast.Expression(), "eval"),
    (ast.Expression([]), "exec"), (ast.Module([], []), "eval"), (ast.Module(5, []), "exec"), (ast.Module([], 5), "exec"),
    (ast.Module([]), "exec"), stmt(5), stmt(None), (ast.AST(), "exec"), (ast.Interactive([5]), "single"),
    stmt(ast.FunctionDef("f", None, [ast.Pass(**P)], [], **P)), stmt(ast.FunctionDef("f", no_args, [], [], **P)),
    stmt(ast.Assign([ast.Name("x", ast.Store(), **P)], None, **P)), stmt(ast.ImportFrom("x", [None], 0, **P)),
    stmt(ast.ImportFrom("x", [ast.alias("y", **P)], "0", **P)), stmt(ast.Global([5], **P)),
    (ast.Module([], [5]), "exec"), (ast.Module([], [ast.TypeIgnore(1, None)]), "exec"),
    expr(ast.BinOp(ast.Constant(1, **P), None, ast.Constant(1, **P), **P)), expr(ast.Constant([1], **P)),
    expr(ast.Constant((1, [2]), **P)), expr(ast.Constant(1, kind=5, **P)), expr(ast.Constant(**P)),
    stmt(ast.AugAssign(ast.Tuple([], ast.Store(), **P), ast.Add(), ast.Constant(1, **P), **P)),
    expr(ast.FormattedValue(ast.Constant(1, **P), 999, None, **P)),
]:
    try:
        print(type(compile(tree, "<f>", mode)).__name__)
    except Exception as error:
        print(type(error).__name__, error)
