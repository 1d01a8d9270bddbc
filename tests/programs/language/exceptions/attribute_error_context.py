# An AttributeError on its way out of an attribute access learns the name and the object.
import types

class Dynamic:
    def __getattr__(self, name): raise AttributeError(name)
class Hidden:
    def __getattribute__(self, name): raise AttributeError
class Computed:
    @property
    def value(self): raise AttributeError("no value")
    @property
    def other(self): return self.missing
    def method(self): raise AttributeError("x")
module = types.ModuleType("m")
module.__getattr__ = lambda name: Dynamic().inner
class Knows:
    def __getattr__(self, name): raise AttributeError("known", name="n", obj=self)
class KnowsName:
    def __getattr__(self, name): raise AttributeError("known", name="n")

for access in (lambda: Dynamic().value, lambda: Hidden().value, lambda: Computed().value, lambda: Computed().other,
               lambda: module.value, lambda: Dynamic().value(), lambda: getattr(Dynamic(), "value"), lambda: Computed().method(),
               lambda: Knows().value, lambda: KnowsName().value):
    try:
        access()
    except AttributeError as error:
        print(error.args, error.name, type(error.obj).__name__)
