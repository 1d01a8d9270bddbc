import types


def f():
    pass


def g():
    yield


print(type(f) is types.FunctionType, isinstance(g(), types.GeneratorType), isinstance(len, types.BuiltinFunctionType), isinstance([].append, types.BuiltinMethodType), types.NoneType is type(None))
ns = types.SimpleNamespace(a=1, b=[2])
ns.c = 3
print(ns, ns == types.SimpleNamespace(a=1, b=[2], c=3))
m = types.MappingProxyType({"x": 1})
print(m["x"], m, types.new_class("K", (int,), {}, lambda d: d.update(z=5)).z)
try:
    m["y"] = 1
except TypeError as e:
    print(e)
mod = types.ModuleType("mymod", "doc")
print(mod, mod.__doc__, types.MethodType(lambda s, x: (s, x), 1)(2), list[int], dict[str, int] | None, types.resolve_bases((int,)))


class C:
    @types.DynamicClassAttribute
    def p(self):
        return 7


print(C().p, types.get_original_bases if hasattr(types, "get_original_bases") else "3.11")
