# Globals of a subclass of dict: functions ask them by __getitem__, code at the top only as its locals.
class Space(dict):
    def __getitem__(self, key):
        return "item " + key if key.startswith("a") else super().__getitem__(key)
    def __missing__(self, key):
        if key.startswith("b"):
            return "missing " + key
        raise KeyError(key)

space = Space(a=1, c=2)
print(eval("a, b, c", space))
show = eval("lambda: (a, b, c, len('xyz'))", space)
print([show() for _ in range(3)])
print(eval("a, c", space, {"d": 1}))
for source, arguments in (("(lambda: x)()", [space]), ("x", [space]), ("b", [space, {}])):
    try:
        print(eval(source, *arguments))
    except NameError as error:
        print(error)
exec("global g; g = 1; h = 2\ndef f(): return g, h, a", space)
print(space["f"](), sorted(key for key in space if len(key) == 1))
