# JoinedStr nodes with pieces that are no text fail when they run.
import ast

one, spec = ast.Constant(1), ast.Constant(5)
for pieces in ([], [one], [one, one], [ast.Constant("a"), ast.FormattedValue(one, -1, None)],
               [ast.FormattedValue(one, ord("r"), spec)], [ast.JoinedStr([one]), ast.Constant("a")]):
    tree = ast.fix_missing_locations(ast.Expression(ast.JoinedStr(pieces)))
    try:
        print(repr(eval(compile(tree, "<t>", "eval"))))
    except Exception as error:
        print(type(error).__name__, error)
