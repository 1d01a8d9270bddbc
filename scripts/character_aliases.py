"""Names that unicodedata.lookup() knows beside unicodedata.name(): aliases of characters and named sequences. The module
does not list them, but its C interface names the numbers in a private area that stand for them."""
import ctypes
import unicodedata


def names():
    """All (name, text), the aliases first; the text of a named sequence has several characters."""
    pointer = ctypes.pythonapi.PyCapsule_GetPointer
    pointer.restype, pointer.argtypes = ctypes.POINTER(ctypes.c_void_p), [ctypes.py_object, ctypes.c_char_p]
    functions = pointer(unicodedata._ucnhash_CAPI, b"unicodedata._ucnhash_CAPI")
    name_of = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_uint32, ctypes.c_char_p, ctypes.c_int, ctypes.c_int)(functions[0])
    buffer = ctypes.create_string_buffer(256)
    for number in range(0xF0000, 0xFFFFE):
        if name_of(number, buffer, len(buffer), 1):
            name = buffer.value.decode()
            yield name, unicodedata.lookup(name)
