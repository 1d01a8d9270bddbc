# What the scanner refuses, and where.
import json

def attempt(text, **options):
    try:
        print(repr(json.loads(text, **options)))
    except Exception as error:
        print(type(error).__name__, error)

for text in ("", " ", "[", "[1", "[1,", "[1,]", "[1 2]", "{", "{1", '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', '{"a" 1}', "{,}", "]", "nul",
             "tru", "fals", "Na", "Infinit", "-Infinit", "-", "-x", "01", "1.", "1.e5", "1e", "1e+", ".5", "+1", '"', '"a', '"\\', '"\\x"', '"\\u12"',
             '"\\u12g4"', '"\\ud834\\u12"', '"\\ud834\\u00zz"', '"a\nb"', '"\t"', '"\x1f"', "[1]]", "1 2", "\ufeff1", "'a'", "nan", '{"a":1 "b":2}', "{'a':1}"):
    attempt(text)
attempt('"a\nb\t\x00"', strict=False)
attempt(b"\xff\xfe1\x000\x00")
attempt(b"\x80")
attempt(5)
try:
    json.loads('[\n 1,\n  x]')
except json.JSONDecodeError as error:
    print(error.msg, repr(error.doc), error.pos, error.lineno, error.colno)
