import tokenize, io
for tok in tokenize.generate_tokens(io.StringIO("x = 1 + foo('a')  # c\nif x:\n    pass\n").readline):
    print(tokenize.tok_name[tok.type], tok.string, tok.start, tok.end)
