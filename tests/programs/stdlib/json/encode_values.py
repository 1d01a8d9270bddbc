# The texts of values, in one piece and indented.
import json, enum
from collections import OrderedDict

class Colour(enum.IntEnum):
    RED = 5
class Size(float):
    def __repr__(self):
        return "big"
class Name(str):
    pass

def attempt(value, **options):
    try:
        print(json.dumps(value, **options))
    except Exception as error:
        print(type(error).__name__, error)

for value in (None, True, False, 0, -7, 10**30, 1.5, 1e16, 1e-7, -0.0, float("nan"), float("inf"), -float("inf"), "", "a\"\\/\b\f\n\r\t\x00\x1f\x7fé€😀\ud800", [], (), {}, [1, [2, (3,)]],
              {"a": 1, "b": {"c": []}}, {1: 2, 1.5: 3, True: 4, None: 5, float("nan"): 6, "s": 7, 10**20: 8}, Colour.RED, Size(2.5), Name("n"), {Colour.RED: Colour.RED, Size(1): Size(1), Name("k"): 0},
              OrderedDict([("z", 1), ("a", 2)])):
    attempt(value)
    attempt(value, ensure_ascii=False) if not (isinstance(value, str) and value) else print(ascii(json.dumps(value, ensure_ascii=False)))
for value in ({(1, 2): 3}, {b"k": 1}, {1, 2}, b"bytes", object, 1j, [1, {"a": {3}}]):
    attempt(value)
attempt({(1, 2): 3, "a": 1, 2: {frozenset(): 1}}, skipkeys=True)
attempt(float("nan"), allow_nan=False)
attempt([1, float("-inf")], allow_nan=False)
attempt({"b": 1, "a": 2, "c": {"z": 0, "y": 0}}, sort_keys=True)
attempt({"b": 1, 2: 2}, sort_keys=True)
attempt([1, {"a": 2, "b": []}], separators=(",", ":"))
attempt([1, {"a": 2, "b": [], "c": {}, "d": [[]]}], indent=2)
attempt([1, {"a": [3, 4]}], indent="\t", sort_keys=True)
