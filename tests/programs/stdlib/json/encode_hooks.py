# default(), circular references and the encoder's own functions.
import json
from json import encoder

def attempt(value, **options):
    try:
        print(json.dumps(value, **options))
    except Exception as error:
        print(type(error).__name__, error)

print(json.dumps([{1, 2}, 1j], default=lambda v: sorted(v) if isinstance(v, set) else str(v)))
attempt({"a": {1}}, default=lambda v: 1 / 0)
same = set()
attempt([same], default=lambda v: [v])
loop = []
loop.append(loop)
attempt(loop)
table = {}
table["self"] = [table]
attempt(table)
attempt(loop, check_circular=False)
shared = [1]
attempt([shared, shared, {"a": shared}])
deep = None
for _ in range(3000):
    deep = [deep]
attempt(deep)
deep = None

class Odd(dict):
    def __init__(self, items):
        self.pairs = items
        self["x"] = 1
    def items(self):
        return self.pairs
attempt(Odd([("p", 1), ("q", 2)]))
attempt(Odd([(1, 2, 3)]))
attempt(Odd(5))
for function in (encoder.encode_basestring, encoder.encode_basestring_ascii):
    print(ascii(function("a\"é\x7f\n😀")))
    for argument in (5, b"x"):
        try:
            function(argument)
        except TypeError as error:
            print(error)
class Encoder(json.JSONEncoder):
    def default(self, o):
        return {"type": type(o).__name__} if o is not Ellipsis else super().default(o)
print(json.dumps([object(), {"k": 1j}], cls=Encoder))
attempt(..., cls=Encoder)
print(list(json.JSONEncoder().iterencode({"a": [1, 2]})))
try:
    encoder.c_make_encoder(1, 2, 3, 4, "", "", True, True, True)
except TypeError as error:
    print(error)
made = encoder.c_make_encoder(None, str, lambda s: 5, None, ": ", ", ", False, False, True)
print(made(12, 0), made.key_separator, made.sort_keys)
try:
    made("x", 0)
except TypeError as error:
    print(error)
