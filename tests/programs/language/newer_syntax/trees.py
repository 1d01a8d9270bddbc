# Trees of newer syntax as objects: fields, ast.dump, ast.unparse, compiling them.
import ast

source = '''
type Pair[T, *Ts = *tuple[int], **P = [int]] = tuple[T, T]
def first[T: int = bool](x: list[T]) -> T: return x[0]
@decorated
class Box[T](Base): pass
name = 'x'
text = t'a{name!r:>{5}}b'
'''
tree = ast.parse(source)
for node in tree.body[:3] + [tree.body[4].value]:
    print(ast.dump(node))
print(ast.unparse(tree))
print([type(node).__name__ for node in ast.walk(tree) if "Type" in type(node).__name__ or "Param" in type(node).__name__])
print(ast.parse("def f(): pass").body[0]._fields, tree.body[1]._fields)
del tree.body[2]
space = {}
exec(compile(tree, "<newer>", "exec"), space)
print(space["Pair"].__type_params__, space["first"]([1, 2]), space["first"].__type_params__, space["text"].strings,
      space["text"].interpolations[0].expression)
tree.body[0].name = ast.Constant(1)
try:
    compile(ast.fix_missing_locations(tree), "<newer>", "exec")
except TypeError as error:
    print(error)
for wrong in ("type X = int", "def f[T](): pass", "t'x'"):
    try:
        ast.parse(wrong, feature_version=(3, 11))
    except SyntaxError as error:
        print(error)
