"""Stands for CPython's module of the same name in CPython's own tests: functions that call back into the
language, written in it. Never part of a program that Regius makes for somebody."""
import io
import struct
import sys

INT_MAX, INT_MIN, UINT_MAX = 2**31 - 1, -2**31, 2**32 - 1
SHRT_MAX, SHRT_MIN, USHRT_MAX, UCHAR_MAX = 2**15 - 1, -2**15, 2**16 - 1, 255
LONG_MAX = LLONG_MAX = PY_SSIZE_T_MAX = 2**63 - 1
LONG_MIN = LLONG_MIN = PY_SSIZE_T_MIN = -2**63
ULONG_MAX = ULLONG_MAX = SIZE_MAX = 2**64 - 1
FLT_MAX, FLT_MIN = 3.4028234663852886e+38, 1.1754943508222875e-38
DBL_MAX, DBL_MIN = sys.float_info.max, sys.float_info.min
SIZEOF_PYGC_HEAD, SIZEOF_TIME_T = 16, 8


# --- Functions of each calling convention: as functions of the module and as methods of three classes

def _no_keywords(name, kwargs):
    if kwargs:
        raise TypeError(f"{name}() takes no keyword arguments")


def _varargs(self, args, kwargs):
    _no_keywords("meth_varargs", kwargs)
    return self, args


def _varargs_keywords(self, args, kwargs):
    return self, args, kwargs


def _o(self, args, kwargs):
    _no_keywords("meth_o", kwargs)
    if len(args) != 1:
        raise TypeError(f"meth_o() takes exactly one argument ({len(args)} given)")
    return self, args[0]


def _noargs(self, args, kwargs):
    _no_keywords("meth_noargs", kwargs)
    if args:
        raise TypeError(f"meth_noargs() takes no arguments ({len(args)} given)")
    return self


def _fastcall(self, args, kwargs):
    _no_keywords("meth_fastcall", kwargs)
    return self, args


_CONVENTIONS = {"meth_varargs": _varargs, "meth_varargs_keywords": _varargs_keywords, "meth_o": _o, "meth_noargs": _noargs,
                "meth_fastcall": _fastcall, "meth_fastcall_keywords": _varargs_keywords}


def _method(convention):
    return lambda self, /, *args, **kwargs: convention(self, args, kwargs)


def _static(convention, self):
    return lambda *args, **kwargs: convention(self, args, kwargs)


MethInstance = type("MethInstance", (), {name: _method(f) for name, f in _CONVENTIONS.items()})
MethClass = type("MethClass", (), {name: classmethod(_method(f)) for name, f in _CONVENTIONS.items()})
MethStatic = type("MethStatic", (), {name: staticmethod(_static(f, None)) for name, f in _CONVENTIONS.items()})
globals().update({name: _static(f, sys.modules[__name__]) for name, f in _CONVENTIONS.items()})


def pyobject_fastcall(callee, args):
    return callee(*(args or ()))


def pyobject_fastcalldict(callee, args, kwargs):
    return callee(*(args or ()), **(kwargs or {}))


def pyobject_vectorcall(callee, args, names):
    args, names = args or (), names or ()
    count = len(args) - len(names)
    return callee(*args[:count], **dict(zip(names, args[count:])))


def pyvectorcall_call(callee, args, kwargs=None):
    return callee(*args, **(kwargs or {}))


class MethodDescriptorBase:
    def __get__(self, instance, owner=None):
        return self if instance is None else lambda *args, **kwargs: self(instance, *args, **kwargs)

    def __call__(self, *args):
        return True


class MethodDescriptorDerived(MethodDescriptorBase):
    pass


class MethodDescriptor2(MethodDescriptorBase):
    def __call__(self, *args):
        return False


# --- Exceptions

class RecursingInfinitelyError(Exception):
    def __init__(self):
        raise type(self)

    def __str__(self):
        return str(self)


def raise_exception(cls, count):
    raise cls(*range(count))


def raise_memoryerror():
    raise MemoryError


def exception_print(value):
    sys.__excepthook__(type(value), value, getattr(value, "__traceback__", None))


def traceback_print(tb, file):
    """What the runtime prints of an exception, without the exception."""
    text = io.StringIO()
    stderr, sys.stderr = sys.stderr, text
    try:
        sys.__excepthook__(Exception, Exception(), tb)
    finally:
        sys.stderr = stderr
    file.write(text.getvalue().removesuffix("Exception\n"))


def make_exception_with_doc(name, doc=None, base=Exception, dict=None):
    if not isinstance(name, str) or "." not in name:
        raise SystemError("PyErr_NewException: name must be module.class")
    module, _, short = name.rpartition(".")
    space = {"__module__": module, **(dict or {})}
    if doc is not None:
        space["__doc__"] = doc
    return type(short, base if isinstance(base, tuple) else (base,), space)


# --- Others

class awaitType:
    def __init__(self, *args):
        self._awaited = args[0] if args else None

    def __await__(self):
        return self._awaited


class _BadGet:
    """As a __get__ that destroys what it was got from."""

    def __call__(self, descriptor, instance, owner):
        owner()
        return repr(descriptor)


bad_get = _BadGet()


def float_pack(size, value, little):
    return struct.pack(("<" if little else ">") + {2: "e", 4: "f", 8: "d"}[size], value)


def float_unpack(data, little):
    return struct.unpack(("<" if little else ">") + {2: "e", 4: "f", 8: "d"}[len(data)], data)[0]


def dict_getitem_knownhash(table, key, hash):
    if not isinstance(table, dict):
        raise SystemError("bad argument to internal function")
    return table[key]


def code_newempty(filename, name, line):
    return compile("", filename, "exec").replace(co_name=name, co_qualname=name, co_firstlineno=line)


def sequence_getitem(sequence, index):
    return sequence[index]


def sequence_setitem(sequence, index, value):
    sequence[index] = value
