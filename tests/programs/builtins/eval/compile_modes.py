print(eval(compile("1 + 2", "f", "eval")))
exec(compile("print('exec')", "f", "exec"))
exec(compile("3 * 4", "f", "single"))
for arguments in [("a\nb", "f", "single"), ("a b", "f", "eval"), ("a b", "f", "single"), ("a b\n", "f", "eval"),
                  ("1 +", "f", "eval"), ("1 +", "f", "exec"), ("1 +", "f", "single"), ("1", "f", "other"),
                  ("1", "f", 3), (1, "f", "exec"), ("1", "f", "exec", 1 << 30), ("1", "f", "exec", 0, 0, 5),
                  ("1", 1, "exec"), ("1", "f", "func_type"), ("\0", "f", "exec"), ("\ud800", "f", "exec")]:
    try:
        compile(*arguments)
    except Exception as error:
        print(type(error).__name__, error.args)
code = compile(b"# coding: latin-1\nname = '\xe9'", "f", "exec")
space = {}
exec(code, space)
print(ascii(space["name"]), code.co_name, code.co_filename, code.co_names)
