# Sources in bytes whose coding comment names a multibyte encoding.
for encoding, text in (("gbk", "x = '\u4e02\u5100'\n   "), ("Shift-JIS", "x = '\u30bd'"), ("euc-kr", "\uac00 = x = '\uac00'  # \ub098"),
                       ("iso-2022-jp", "x = '''\u65e5\n\u672c'''\n"), ("big5", "x = 1 +\n"), ("cp949", "x = '\uac00' \uac00\n")):
    names = {}
    try:
        exec(f"# coding: {encoding}\n{text}".encode(encoding), names)
        print(encoding, ascii(names["x"]))
    except SyntaxError as error:
        print(encoding, ascii(error.args))
for source in (b"# coding: gbk\nx = '\xff'", b"# coding: hz\nx = '~{'", b"# coding: euc-xx\nx = 1"):
    try:
        compile(source, "f", "exec")
    except SyntaxError as error:
        print(error.args)
