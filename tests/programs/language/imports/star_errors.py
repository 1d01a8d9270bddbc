# from module import *: names that are no texts; a module without a name; dir() of a module without a namespace.
import sys
import types

module = types.ModuleType("strange")
sys.modules["strange"] = module
module.__all__ = [b"bytes"]
try:
    exec("from strange import *", {})
except TypeError as error:
    print(error)
del module.__all__
module.__dict__[b"key"] = 1
try:
    exec("from strange import *", {})
except TypeError as error:
    print(error)
del module.__dict__[b"key"]

class WithoutDict(types.ModuleType):
    __dict__ = property(lambda self: "no dict")
try:
    dir(WithoutDict("m"))
except TypeError as error:
    print(error)
nameless = types.ModuleType.__new__(types.ModuleType)
try:
    nameless.missing
except AttributeError as error:
    print(error)
