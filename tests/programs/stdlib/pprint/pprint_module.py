import pprint

d = {"name": "x" * 30, "items": list(range(30)), "nested": {"b": (1, 2), "a": {"z", "y"}}, "t": ("long text " * 12)}
pprint.pprint(d)
pprint.pprint(d, width=40, depth=1, compact=True)
print(pprint.pformat([[1, 2], {"k": None}], indent=4, width=10))
print(pprint.isreadable([1, "a"]), pprint.isrecursive([]), pprint.saferepr({"b": 1, "a": [2]}))
pprint.pprint({"b": 1, "a": 2}, sort_dicts=False)
pprint.pp({3: 1, 1: 2})
