# Nodes copy, compare by identity, and have weak references.
import ast
import copy
import weakref

tree = ast.parse("def f(a, *, b=1): return {a: b}")
other = copy.deepcopy(tree)
print(ast.dump(tree) == ast.dump(other), tree == other, tree.body[0] is other.body[0])
print(ast.dump(tree, include_attributes=True) == ast.dump(other, include_attributes=True))
print(weakref.ref(tree)() is tree, tree.__reduce__()[0], sorted(tree.__reduce__()[2]))
del tree.body[0].name
print([node.__class__.__name__ for node in ast.walk(tree)])
