import sys
print(sys.version_info[:3], sys.version_info.major, sys.hexversion, sys.maxsize, sys.maxunicode, sys.byteorder, sys.platform)
print(sys.implementation.name in ("regius", "cpython"), sys.float_info.max, sys.float_info.epsilon, sys.int_info.bits_per_digit, sys.hash_info.modulus)
print(sys.getrecursionlimit(), sys.getdefaultencoding(), sys.getfilesystemencoding(), len(sys.argv))
print(sys.modules["sys"] is sys, "__main__" in sys.modules, sys.modules["__main__"].__name__, sys.flags.optimize)
print(sys.intern("abc") is sys.intern("abc"), sys.get_int_max_str_digits(), sys.getsizeof(1) > 0)
def f(): return sys._getframe().f_code.co_name, sys._getframe(1).f_code.co_name, sys._getframe().f_lineno
print(f())
sys.stdout.write("direct\n")
print(sys.stdout.encoding, sys.stdout.isatty(), sys.stdout.fileno(), sys.stdout.name)
for bad in (0, -1):
    try:
        sys.setrecursionlimit(bad)
    except ValueError as e:
        print(e)
try:
    sys._getframe(1000)
except ValueError as e:
    print(e)
print(type(sys).__name__, sys.__name__, "os" in sys.stdlib_module_names, "sys" in sys.builtin_module_names)
sys.displayhook(5)
sys.displayhook(None)
try:
    sys.version_info.major = 3
except AttributeError as e:
    print(e)
print(sys.exc_info())
