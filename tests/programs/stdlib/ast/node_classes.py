# Fields, attributes and docstrings of the node classes.
import ast

for name in ("AST", "mod", "expr", "Name", "arg", "arguments", "pattern", "ImportFrom", "Load", "excepthandler",
             "ExceptHandler", "operator", "TypeIgnore", "match_case", "comprehension", "Constant"):
    cls = getattr(ast, name)
    print(name, cls.__bases__[0].__name__, cls.__module__, cls._fields, cls.__match_args__, cls._attributes)
    print(cls.__doc__)
node = ast.Name("x", ctx=ast.Load(), lineno=4)
print(node.id, node.lineno, node.end_lineno, vars(ast.arg("a")), ast.arg("a").annotation)
for wrong in (lambda: ast.Name(1, 2, 3), lambda: ast.Name(1, id=2), lambda: ast.Name().id, lambda: ast.Pass(1)):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
print(hasattr(ast, "TypeAlias"), ast.PyCF_ONLY_AST, ast.PyCF_TYPE_COMMENTS, ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
print(len(ast.expr.__subclasses__()), ast.expr.__subclasses__()[0].__doc__, sorted(c.__name__ for c in ast.AST.__subclasses__() if c.__module__ == "ast" and c is not ast.slice))
