# ast.literal_eval of displays, signs and complex numbers; what it refuses.
import ast

for source in ("{1: [2, (3,), {4}], 'a': None}", "-5 + 3j", "  \t1", "set()", "b'x'", "[True, ..., 1_000]", "-1", "+1.5",
               "{**{}}", "f'x'", "a", "1 + 2", "__import__('os')", "[x for x in y]", "(", "1 +", "\n1", "-(-1)", "'a' * 3"):
    try:
        print(repr(ast.literal_eval(source)))
    except Exception as error:
        print(type(error).__name__, str(error).partition(" at 0x")[0])
