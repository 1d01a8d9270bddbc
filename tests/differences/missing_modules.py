# Some modules of the standard library are not there.
#
# Their C halves have not been written here, and some only made sense for CPython itself. An import that is not inside `try` is reported when
# the program is compiled.
import importlib

for name in "_xxsubinterpreters", "_testcapi", "audioop", "crypt", "nis", "ossaudiodev", "spwd", "tracemalloc":
    try:
        importlib.import_module(name)
        print(name)
    except ImportError:
        print(name, "is missing")
