# Parse, change and compile a tree.
import ast

tree = ast.parse("total = 1 + 2 * x\ndef double(n):\n    'doc'\n    return n * 2\n", "<tree>")


class Multiply(ast.NodeTransformer):
    def visit_Constant(self, node):
        if isinstance(node.value, int):
            return ast.copy_location(ast.Constant(node.value * 10), node)
        return node


changed = ast.fix_missing_locations(Multiply().visit(tree))
space = {"x": 3}
exec(compile(changed, "<tree>", "exec"), space)
print(space["total"], space["double"](4), space["double"].__doc__)
print(ast.dump(changed, indent=1))
print(ast.unparse(changed))
