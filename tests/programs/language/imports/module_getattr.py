import lazy_mod
from lazy_mod import magic
print(magic, lazy_mod.magic, dir(lazy_mod))
try:
    lazy_mod.other
except AttributeError as e:
    print(e)
try:
    from lazy_mod import other
except ImportError as e:
    print(str(e).split(" (")[0])
