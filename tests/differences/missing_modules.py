# Some modules of the standard library are not there.
#
# Their C halves have not been written here, and some only made sense for CPython itself. An import that is not inside `try` is reported when
# the program is compiled.
import importlib

MISSING = ("_ctypes", "_curses", "_dbm", "_sqlite3", "_ssl", "_testcapi", "_xxsubinterpreters", "audioop", "crypt", "nis", "ossaudiodev",
           "pyexpat", "spwd", "tracemalloc")
for name in MISSING:
    try:
        importlib.import_module(name)
        print(name)
    except ImportError:
        print(name, "is missing")
