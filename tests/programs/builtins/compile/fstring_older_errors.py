# f-strings that are wrong in themselves are judged as ending at the first quote.
for source in ("f'{3' f'}'", "f'{\n}'", "f'{a['b}'", "f'{a['b']!z}'", "x = 1 1 + f'{a[\"b\"]}'",
               "f'{!r}'", "f'{a[\"b\"] c}'", "f'''{\n}'''", "f'{a b}' f'{c['d']}'", "f'{f'{1 2}'}'", "f'{a:{b!z}}'"):
    try:
        compile(source, "f", "eval")
        print(repr(source), "compiled")
    except SyntaxError as error:
        print(repr(source), error.args)
