import pkg, helper_a
print(helper_a.__spec__.name, helper_a.__spec__.parent, pkg.__spec__.parent, helper_a.__loader__ is not None)
print(pkg.__path__[0].endswith("pkg"), helper_a.__file__.endswith("helper_a.py"), __spec__, __package__)
helper_a.new = 5
from helper_a import new
print(new, "new" in dir(helper_a), vars(helper_a)["new"])
del helper_a.new
try:
    helper_a.new
except AttributeError as e:
    print(e)
class Lazy(type(pkg)):
    pass
m = Lazy("m", "doc")
print(m.__name__, m.__doc__, m.__dict__["__name__"])
