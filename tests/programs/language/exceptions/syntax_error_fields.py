e = SyntaxError("msg", ("dir/file.py", 3, 5, "text here", 3, 8))
print(e, e.msg, e.filename, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset)
print(SyntaxError("only"), SyntaxError("m", ("f.py", None, None, None)), SyntaxError("m", (None, 4, None, None)))
for bad in ((1, 2), (1, 2, 3, 4, 5)):
    try:
        SyntaxError("x", bad)
    except TypeError as error:
        print(error)
print(issubclass(TabError, IndentationError), SyntaxError().msg)
