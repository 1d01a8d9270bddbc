# scanstring and files.
import io, json
from json.decoder import scanstring

def attempt(*args):
    try:
        print(ascii(scanstring(*args)))
    except Exception as error:
        print(type(error).__name__, error)

for args in (('"abc" rest', 1), ('abc"', 0), ('"a\\u0041\\n"', 1), ('"a\nb"', 1, False), ('"a\nb"', 1, True), ('"abc', 1), ('"abc', 9), ("", 0), (b'"', 0), ("x", -1), ('"\\', 1),
             ('"é\\u00e9€\\ud83d\\ude00😀"', 1), ('"\\ud83d\\ude0"', 1), ('"\\ud83d\\', 1), ('"\\ud83d\\u"', 1), ('"\\u d83"', 1), ('"\\U0041"', 1)):
    attempt(*args)
out = io.StringIO()
json.dump({"a": [1, 2.5, None], "é": "é"}, out, ensure_ascii=False)
print(out.getvalue(), json.load(io.StringIO(out.getvalue())))
print(json.load(io.BytesIO('{"é": 1}'.encode("utf-16"))))
data = {"list": list(range(500)), "text": "x" * 1000, "nested": {"a" * n: [n] * n for n in range(30)}}
print(json.loads(json.dumps(data)) == data, json.loads(json.dumps(data, indent=1)) == data)
