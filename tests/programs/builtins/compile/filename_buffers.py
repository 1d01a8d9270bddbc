# File names may be any buffers, with a warning.
import symtable
import warnings

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    for name in ("f", b"f", bytearray(b"f"), memoryview(b"f\xff"), [1], None, b"a\0"):
        for make in (compile, symtable.symtable):
            try:
                print(ascii(getattr(make("pass", name, "exec"), "co_filename", "")))
            except (TypeError, ValueError) as error:
                print(type(error).__name__, error)
    for warning in caught:
        print(warning.category.__name__, warning.message)
