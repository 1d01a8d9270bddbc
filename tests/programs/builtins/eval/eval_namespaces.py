x = 1
def f(y):
    z = 3
    return eval("x + y + z"), eval("x", {"x": 10}), eval("x + y", {"x": 5}, {"y": 7}), sorted(eval("locals()"))
print(f(2))
class Mapping:
    def __getitem__(self, key):
        if key == "hidden": raise KeyError(key)
        return key.upper()
print(eval("abc + hidden", {"hidden": "!"}, Mapping()))
space = {}
exec("a = 1\ndef g(): return a", space)
space["a"] = 5
print(space["g"](), sorted(space))
print(eval("[i * k for i in range(3)]", {"k": 2}))
