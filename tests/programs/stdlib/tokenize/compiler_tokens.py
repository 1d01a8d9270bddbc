# _tokenize, the tokens as the compiler sees them: numbers of kinds, places in bytes, joined lines, comments.
import _tokenize

SOURCES = ["1 + 1", "if x:\n  y='abc'\nelse:\n\n  pass # c\n", "a\\\n  +b", "async def f(): await g",
           "é = 'ü'+ β", "x = '''a\nb''' + 1\n", "(1,\n# hi\n2)", "@x <= -> := ... a.b", "", "\n\n", "x=(",
           "  a\n b", "'abc", "0x", "a $ b", "1a", "\ta\n        b\n", "def f(): # type: int\n  pass\n",
           "# only\n\n# comments", "{1: 2} ** ~-x // y != z", "x = '''a\n\nb''' \\\n + 1\ny", "f'{a}' rb'x'"]
for source in SOURCES:
    print(repr(source))
    try:
        for token in _tokenize.TokenizerIter(source):
            print("  ", token)
    except SyntaxError as error:
        print("  ", type(error).__name__, error.args)
for arguments in [(), (b"x",)]:
    try:
        _tokenize.TokenizerIter(*arguments)
    except TypeError as error:
        print(error)
iterator = _tokenize.TokenizerIter(source="a")
print(iter(iterator) is iterator, next(iterator), type(iterator))
