# Values that the scanner makes, with and without hooks.
import json

for text in ("0", "-0", "12", "-12345678901234567890123", "1.5", "-0.0", "1e5", "1E-5", "1.25e+2", "1e400", "-1e400", "0e0", "1E5", "true", "false", "null", "NaN",
             "Infinity", "-Infinity", '""', '"a\\"\\\\\\/\\b\\f\\n\\r\\tz"', '"\\u00e9\\u20ac\\ud83d\\ude00"', '"\\ud83d"', '"\\ud83dx"', '"\\ud83d\\u0041"', '"\\ude00\\ud83d"',
             '"é€😀"', "[]", "[ ]", "[1, [2, [3]], {}]", "{}", "{ }", '{"a": 1, "b": [true], "a": 2}', ' \t\n\r[ 1 , 2 ] \n', '{"":{"":{}}}'):
    print(ascii(json.loads(text)))
print(json.loads("[1.10, 2, NaN, -Infinity]", parse_float=lambda s: "f" + s, parse_int=lambda s: "i" + s, parse_constant=lambda s: "c" + s))
print(json.loads('{"a": {"b": 1}, "c": [{}]}', object_hook=lambda d: sorted(d.items())))
print(json.loads('{"a": {"b": 1}, "a": []}', object_pairs_hook=lambda pairs: tuple(pairs)))
first, second = json.loads('[{"key": 1}, {"key": 2}]')
print([k for k in first][0] is [k for k in second][0])
decoder = json.JSONDecoder()
print(decoder.raw_decode('[1, 2] rest'), decoder.raw_decode('xx{"a": 1}', 2))
for args in (("1", -1), ("1", 5), (b"1", 0), ("1",)):
    try:
        print(decoder.scan_once(*args))
    except Exception as error:
        print(type(error).__name__, error)
try:
    json.loads("[" * 3000)
except RecursionError as error:
    print(error)
