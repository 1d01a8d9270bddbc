m = __import__("helper_a")
print(m.value)
p = __import__("pkg.sub.deep")
print(p.__name__)
q = __import__("pkg.sub.deep", fromlist=["depth"])
print(q.__name__, q.depth)
import builtins, sys
real = builtins.__import__
def spy(name, *args, **kw):
    print("import", name)
    return real(name, *args, **kw)
builtins.__import__ = spy
import helper_a
from pkg import name
builtins.__import__ = real
sys.modules["fake"] = type(sys)("fake")
sys.modules["fake"].attr = 7
import fake
print(fake.attr, fake)
sys.modules["blocked"] = None
try:
    import blocked
except ImportError as e:
    print(type(e).__name__, e)
