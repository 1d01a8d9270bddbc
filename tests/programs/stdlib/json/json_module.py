import json

doc = {"a": [1, 2.5, None, True, "é\n\"\\\u2028", {}], "b": {"c": []}, "big": 10 ** 20, "e": 1e-7, "neg": -0.0}
print(json.dumps(doc), json.dumps(doc, indent=2, sort_keys=True, ensure_ascii=False), json.dumps([1, 2], separators=(",", ":")), json.dumps({1: 2, None: 3, True: 4, 1.5: 5}))
print(json.loads(' {"x": [1, -2.5e3, "\\u00e9\\ud83d\\ude00", null, true, false, NaN, Infinity]} '), json.loads("[1.1]", parse_float=str), json.loads('{"a":1}', object_pairs_hook=list))
print(json.loads(b'"bytes"'), json.JSONEncoder().encode(("t",)), json.JSONDecoder().raw_decode('5 rest'))


class E(json.JSONEncoder):
    def default(self, o):
        return sorted(o) if isinstance(o, set) else super().default(o)


print(json.dumps({3, 1}, cls=E), json.dumps({1}, default=list), list(json.JSONEncoder(indent=1).iterencode([1])))
for text in ("", "[1,]", '{"a" 1}', "[1", '"\\x"', "nul", '{"a":1}x', '"\n"'):
    try:
        json.loads(text)
    except json.JSONDecodeError as e:
        print(e)
for v in ({1}, [object], {(1,): 2}):
    try:
        json.dumps(v)
    except TypeError as e:
        print(e)
l = []
l.append(l)
try:
    json.dumps(l)
except ValueError as e:
    print(e)
