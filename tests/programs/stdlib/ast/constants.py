# Constants of trees: any immutable literal, and the parts of numbers that no literal has.
import ast

values = [None, True, ..., 0, -1, 2**62, -(2**62), 2**63, -(2**63), 10**40, -(10**40), 1.5, -0.0, float("inf"), 1 - 2j,
          complex(-0.0, 3), "text", "\ud800", b"bytes\0\xff", (), (1, ("a", None), 2**70), frozenset({1, 2})]
for value in values:
    tree = ast.Expression(ast.Constant(value, lineno=1, col_offset=0))
    result = eval(compile(tree, "<c>", "eval"))
    print(ascii(result), result == value, type(result) is type(value))
print([ast.literal_eval(ast.Constant(value)) == value for value in values])
for source in ("1", "2**5", "-5", "0x_ff", "1e3", "3j", "'a' 'b'", "u'x'", "b'\\xff'", "...", "99999999999999999999"):
    print(ast.dump(ast.parse(source, mode="eval").body))
