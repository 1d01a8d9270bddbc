"""Stands for CPython's module of the same name in CPython's own tests: an exporter of buffers of any shape, strides,
suboffsets and format, written over what the runtime has for that (_regius_buffer). Reading through memoryview is
the runtime's; the array itself, and what a request with flags of the C API answers, are written here. Never part
of a program that Regius makes for somebody."""
import operator
import struct
from array import array
from pickle import PickleBuffer

from _regius_buffer import Exporter, address, view

PyBUF_SIMPLE, PyBUF_WRITABLE, PyBUF_FORMAT, PyBUF_ND = 0, 1, 4, 8
PyBUF_STRIDES = 0x10 | PyBUF_ND
PyBUF_C_CONTIGUOUS, PyBUF_F_CONTIGUOUS = 0x20 | PyBUF_STRIDES, 0x40 | PyBUF_STRIDES
PyBUF_ANY_CONTIGUOUS, PyBUF_INDIRECT = 0x80 | PyBUF_STRIDES, 0x100 | PyBUF_STRIDES
PyBUF_CONTIG, PyBUF_CONTIG_RO = PyBUF_ND | PyBUF_WRITABLE, PyBUF_ND
PyBUF_STRIDED, PyBUF_STRIDED_RO = PyBUF_STRIDES | PyBUF_WRITABLE, PyBUF_STRIDES
PyBUF_RECORDS, PyBUF_RECORDS_RO = PyBUF_STRIDES | PyBUF_WRITABLE | PyBUF_FORMAT, PyBUF_STRIDES | PyBUF_FORMAT
PyBUF_FULL, PyBUF_FULL_RO = PyBUF_INDIRECT | PyBUF_WRITABLE | PyBUF_FORMAT, PyBUF_INDIRECT | PyBUF_FORMAT
PyBUF_READ, PyBUF_WRITE = 0x100, 0x200

ND_MAX_NDIM = 2 * 64
ND_VAREXPORT, ND_WRITABLE, ND_FORTRAN, ND_SCALAR, ND_PIL = 1, 2, 4, 8, 16
ND_REDIRECT, ND_GETBUF_FAIL, ND_GETBUF_UNDEFINED, ND_C_CONTIGUOUS = 32, 64, 128, 256

_POINTER = struct.calcsize("P")


def get_sizeof_void_p():
    return _POINTER


def _product(numbers):
    result = 1
    for n in numbers:
        result *= n
    return result


def _strides_of(shape, itemsize, order):
    strides, step = [0] * len(shape), itemsize
    for i in (range(len(shape)) if order == "F" else reversed(range(len(shape)))):
        strides[i] = step
        step *= shape[i]
    return tuple(strides)


class _Buffer:
    """What the C API calls Py_buffer; format, shape, strides and suboffsets are None where they are not given."""

    obj = None
    format = shape = strides = suboffsets = None

    def copy(self):
        other = _Buffer()
        other.__dict__.update(self.__dict__)
        return other

    # --- Geometry
    def full_shape(self):
        return self.shape if self.shape is not None else (self.len,) if self.ndim else ()

    def full_strides(self):
        return self.strides if self.strides is not None else _strides_of(self.full_shape(), self.itemsize, "C")

    def is_contiguous(self, order):
        if self.suboffsets is not None:
            return False
        if order == "A":
            return self.is_contiguous("C") or self.is_contiguous("F")
        shape, strides = self.full_shape(), self.full_strides()
        if 0 in shape:
            return True
        return all(n == 1 or got == wanted for n, got, wanted in zip(shape, strides, _strides_of(shape, self.itemsize, order)))

    def entry(self, at, dim, index):
        at += self.full_strides()[dim] * index
        if self.suboffsets is not None and self.suboffsets[dim] >= 0:
            at = struct.unpack("P", self.read(at, _POINTER))[0] + self.suboffsets[dim]
        return at

    def slice(self, key, dim):
        shape, strides = list(self.full_shape()), list(self.full_strides())
        start, stop, step = key.indices(shape[dim])
        holder = -1 if self.suboffsets is None else max((n for n in range(dim) if self.suboffsets[n] >= 0), default=-1)
        if holder < 0:
            self.buf += strides[dim] * start
        else:
            suboffsets = list(self.suboffsets)
            suboffsets[holder] += strides[dim] * start
            self.suboffsets = tuple(suboffsets)
        shape[dim] = len(range(start, stop, step))
        strides[dim] *= step
        self.shape, self.strides = tuple(shape), tuple(strides)

    # --- Memory
    def memory_at(self, at, size, readonly=True):
        return view(self.memory, at, "B", 1, readonly, (size,), (1,))

    def read(self, at, size):
        return self.memory_at(at, size).tobytes()

    def item(self, at):
        if self.format is None:
            return self.read(at, 1)[0]
        items = struct.unpack(self.format, self.read(at, self.itemsize))
        return items[0] if len(items) == 1 else items

    def store(self, at, value):
        format = self.format or "B"
        self.memory_at(at, self.itemsize, False)[:] = _packed(value, format, len(struct.unpack(format, bytes(self.itemsize))))

    def places(self, order="C"):
        """The addresses of all items."""
        def walk(at, dim):
            if dim == self.ndim:
                yield at
            else:
                for i in range(shape[dim]):
                    yield from walk(self.entry(at, dim, i), dim + 1)

        shape = self.full_shape()
        if order == "C":
            yield from walk(self.buf, 0)
            return
        for n in range(_product(shape)):
            at = self.buf
            for dim, size in enumerate(shape):
                at, n = self.entry(at, dim, n % size), n // size
            yield at

    def tobytes(self, order="C"):
        if order == "A":
            order = "F" if self.is_contiguous("F") and not self.is_contiguous("C") else "C"
        if self.shape is None and self.ndim or self.is_contiguous(order):
            return self.read(self.buf, self.len)
        return b"".join(self.read(at, self.itemsize) for at in self.places(order))

    def tolist(self):
        def rows(at, dim):
            if dim == self.ndim:
                return self.item(at)
            return [rows(self.entry(at, dim, i), dim + 1) for i in range(shape[dim])]

        if self.format is None or self.shape is None and self.ndim:
            raise ValueError("tolist() needs a format and a shape")
        shape = self.full_shape()
        return rows(self.buf, 0)

    def view(self):
        """A memoryview of it that has no object."""
        if self.format is None and self.shape is None and self.ndim:
            return view(self.memory, self.buf, "B", self.itemsize, self.readonly, (self.len // self.itemsize,), (self.itemsize,))
        return view(self.memory, self.buf, self.format or "B", self.itemsize, self.readonly, self.full_shape(), self.full_strides(),
                    self.suboffsets)

    # --- Requests with flags
    def request(self, flags, kind):
        def wants(flag):
            return flags & flag == flag

        new = self.copy()
        if wants(PyBUF_WRITABLE) and self.readonly:
            raise BufferError(f"{kind} is not writable")
        if not wants(PyBUF_FORMAT):
            new.format = None
        for flag, order in (PyBUF_C_CONTIGUOUS, "C"), (PyBUF_F_CONTIGUOUS, "F"), (PyBUF_ANY_CONTIGUOUS, "A"):
            if wants(flag) and not self.is_contiguous(order):
                raise BufferError(f"{kind} is not contiguous as requested")
        if not wants(PyBUF_INDIRECT) and self.suboffsets is not None:
            raise BufferError(f"{kind} cannot be represented without suboffsets")
        if not wants(PyBUF_STRIDES):
            if not self.is_contiguous("C"):
                raise BufferError(f"{kind} is not C-contiguous")
            new.strides = None
        if not wants(PyBUF_ND):
            if new.format is not None:
                raise BufferError(f"{kind}: cannot cast to unsigned bytes if the format flag is present")
            new.ndim, new.shape = 1, None
        return new


def _buffer_of(obj, flags):
    """As PyObject_GetBuffer; TypeError when obj exports nothing."""
    if isinstance(obj, ndarray):
        return obj._request(flags)
    m = memoryview(obj)
    b = _Buffer()
    b.obj, b.memory, b.buf = obj, m, address(m)
    b.len, b.itemsize, b.format, b.readonly = m.nbytes, m.itemsize, m.format, m.readonly
    b.ndim, b.shape, b.strides, b.suboffsets = m.ndim, m.shape, m.strides, m.suboffsets or None
    if isinstance(obj, memoryview):
        return b.request(flags, "memoryview")
    return b.request(flags if flags & PyBUF_ND else flags & ~PyBUF_FORMAT, type(obj).__name__)


def _exports(obj):
    if isinstance(obj, Exporter):
        return True
    try:
        memoryview(obj).release()
    except TypeError:
        return False
    except BufferError:
        pass
    return True


def _list_or_tuple(value, name):
    if not isinstance(value, (list, tuple)):
        raise TypeError(f"{name} must be a list or a tuple")
    return value


def _sizes(values, name, smallest=None):
    result = []
    for n in values:
        if not isinstance(n, int):
            raise ValueError(f"elements of {name} must be integers")
        if not -2**63 <= n < 2**63:
            raise OverflowError("Python int too large to convert to C ssize_t")
        if smallest is not None and n < smallest:
            raise ValueError(f"elements of {name} must be integers >= {smallest}")
        result.append(n)
    return tuple(result)


def _packed(item, format, count):
    if isinstance(item, (bytes, int, float)) and count == 1:
        return struct.pack(format, item)
    if isinstance(item, (list, tuple)) and len(item) == count:
        return struct.pack(format, *item)
    raise ValueError("mismatch between initializer element and format string")


class ndarray(Exporter):
    def __init__(self, obj, shape=None, strides=None, offset=0, format="B", flags=0, getbuf=-1):
        self._varies = False
        operator.index(flags), operator.index(getbuf)
        if shape is None and not isinstance(obj, (list, tuple, int, float, str)) and _exports(obj):
            if strides is not None or offset or format != "B" or flags not in (0, ND_REDIRECT):
                raise TypeError("construction from exporter object only takes 'obj', 'getbuf' and 'flags' arguments")
            buffer = _buffer_of(obj, PyBUF_FULL_RO if getbuf == -1 else getbuf)
            self._consumes = True
            self._hold(buffer, flags)
            try:
                self._held = PickleBuffer(obj)  # in use as long as this array lives
            except BufferError:
                pass  # an array that was made without all of its structure
            return
        if getbuf != -1:
            raise TypeError("getbuf argument only valid for construction from exporter object")
        if shape is None:
            raise TypeError("shape is a required argument when constructing from list, tuple or scalar")
        self._consumes = False
        self._varies = bool(flags & ND_VAREXPORT)
        self._make(obj, shape, strides, offset, format, flags & ~ND_VAREXPORT)

    def _hold(self, buffer, flags):
        buffer.offset = getattr(buffer, "offset", 0)
        buffer.flags = flags & ~(ND_C_CONTIGUOUS | ND_FORTRAN | ND_SCALAR | ND_PIL)
        if not buffer.ndim:
            buffer.flags |= ND_SCALAR
        if buffer.suboffsets is not None:
            buffer.flags |= ND_PIL
        buffer.flags |= ND_C_CONTIGUOUS * buffer.is_contiguous("C") | ND_FORTRAN * buffer.is_contiguous("F")
        self._buffers = [*getattr(self, "_buffers", ()), buffer]

    def _make(self, items, shape, strides, offset, format, flags):
        _list_or_tuple(shape, "shape")
        if not isinstance(format, str):
            raise TypeError("format must be str")
        offset = operator.index(offset)
        if len(shape) > ND_MAX_NDIM:
            raise ValueError(f"ndim must not exceed {ND_MAX_NDIM}")
        if strides is not None:
            if not _list_or_tuple(strides, "strides"):
                strides = None
            elif flags & ND_FORTRAN:
                raise TypeError("ND_FORTRAN cannot be used together with strides")
            elif len(strides) != len(shape):
                raise ValueError("len(shape) != len(strides)")
        itemsize = struct.calcsize(format)
        if not itemsize:
            raise ValueError("itemsize must not be zero")
        items = _list_or_tuple(items, "initializer") if shape else (items,)
        if not items:
            raise ValueError("initializer list or tuple must not be empty")
        count = len(struct.unpack(format, bytes(itemsize)))
        data = b"".join(_packed(item, format, count) for item in items)
        b = _Buffer()
        b.memory = array("B", data)
        b.offset, b.itemsize, b.format, b.readonly = offset, itemsize, format, not flags & ND_WRITABLE
        b.ndim = len(shape)
        if not shape and flags & ND_PIL:
            raise TypeError("ndim = 0 cannot be used in conjunction with ND_PIL")
        b.shape = _sizes(shape, "shape", 0)
        order = "F" if flags & ND_FORTRAN else "C"
        b.strides = _strides_of(b.shape, itemsize, order) if strides is None else _sizes(strides, "strides")
        self._verify(b, len(data))
        b.buf = b.memory.buffer_info()[0] + offset
        b.len = _product(b.shape) * itemsize
        if flags & ND_PIL:
            self._add_pointers(b, data)
        self._hold(b, flags)

    @staticmethod
    def _verify(b, size):
        if b.offset % b.itemsize:
            raise ValueError("offset must be a multiple of itemsize")
        if b.offset < 0 or b.offset + b.itemsize > size:
            raise ValueError("offset must satisfy 0 <= offset <= memlen - itemsize")
        if any(stride % b.itemsize for stride in b.strides):
            raise ValueError("strides must be a multiple of itemsize")
        if 0 in b.shape:
            return
        low = sum(stride * (n - 1) for n, stride in zip(b.shape, b.strides) if stride <= 0)
        high = sum(stride * (n - 1) for n, stride in zip(b.shape, b.strides) if stride > 0)
        if b.offset + low < 0 or b.offset + high + b.itemsize > size:
            raise ValueError("invalid combination of buffer, shape and strides")

    @staticmethod
    def _add_pointers(b, data):
        """The first dimension becomes one of pointers to the others, which lie behind them."""
        rows, step = b.shape[0], b.strides[0]
        suboffset = 0
        for n, stride in zip(b.shape[1:], b.strides[1:]):
            if not n:
                break
            if stride <= 0:
                suboffset += -stride * (n - 1)
        front = -(-rows * _POINTER // 16) * 16
        b.memory = array("B", bytes(front) + data)
        start = b.memory.buffer_info()[0]
        for i in range(rows):
            place = i if step >= 0 else rows - 1 - i
            pointer = struct.pack("P", start + front + b.offset + i * step - suboffset)
            b.memory[place * _POINTER:(place + 1) * _POINTER] = array("B", pointer)
        b.buf = start if step >= 0 or not rows else start + (rows - 1) * _POINTER
        b.strides = (_POINTER if step >= 0 else -_POINTER, *b.strides[1:])
        b.suboffsets = (suboffset, *[-1] * (b.ndim - 1))

    # --- As an exporter
    def _request(self, flags):
        b = self._head
        if b.obj is not None and b.flags & ND_REDIRECT:
            return _buffer_of(b.obj, flags)
        if b.ndim and ((flags & PyBUF_ND == PyBUF_ND and b.shape is None) or
                       (flags & PyBUF_STRIDES == PyBUF_STRIDES and b.strides is None)):
            raise BufferError("re-exporter does not provide format, shape or strides")
        if b.flags & ND_GETBUF_FAIL:
            raise BufferError("ND_GETBUF_FAIL: forced test exception")
        if b.format is None:
            b = b.copy()
            b.format = "B"
        new = b.request(flags, "ndarray")
        new.obj = self
        return new

    def __buffer__(self, writable):
        b = self._head
        if b.obj is not None and b.flags & ND_REDIRECT:
            return b.obj
        return self._request(PyBUF_FULL if writable else PyBUF_FULL_RO).view()

    # --- Structure
    _head = property(lambda self: self._buffers[-1])
    obj = property(lambda self: self._head.obj)
    nbytes = property(lambda self: self._head.len)
    itemsize = property(lambda self: self._head.itemsize)
    format = property(lambda self: self._head.format or "")
    readonly = property(lambda self: bool(self._head.readonly))
    ndim = property(lambda self: self._head.ndim)
    shape = property(lambda self: self._head.shape or ())
    strides = property(lambda self: self._head.strides or ())
    suboffsets = property(lambda self: self._head.suboffsets or ())
    offset = property(lambda self: self._head.offset)
    flags = property(lambda self: self._head.flags)
    c_contiguous = property(lambda self: self._head.is_contiguous("C"))
    f_contiguous = property(lambda self: self._head.is_contiguous("F"))
    contiguous = property(lambda self: self._head.is_contiguous("A"))

    def _changeable(self):
        if self._consumes:
            raise BufferError("structure of immutable object cannot be changed")
        if not self._varies and self.exports:
            raise BufferError("cannot change structure")

    def push(self, items, shape, strides=None, offset=0, format="B", flags=0):
        operator.index(flags)
        if flags & ND_VAREXPORT:
            raise ValueError("ND_VAREXPORT flag can only be used during object creation")
        self._changeable()
        self._make(items, shape, strides, offset, format, flags)

    def pop(self):
        self._changeable()
        if self._varies and not self.exports:
            del self._buffers[:-1]  # those that nobody uses any more are gone
        if len(self._buffers) == 1 or self.exports:
            raise BufferError("list only has a single base or its head is in use")
        del self._buffers[-1]

    def add_suboffsets(self):
        b = self._head
        if b.suboffsets is not None:
            raise TypeError("cannot add suboffsets to PIL-style array")
        if b.strides is None:
            raise TypeError("cannot add suboffsets to array without strides")
        b.suboffsets = (-1,) * b.ndim
        b.flags &= ~(ND_C_CONTIGUOUS | ND_FORTRAN)

    # --- Contents
    def tolist(self):
        return self._head.tolist()

    def tobytes(self):
        return self._head.tobytes()

    def memoryview_from_buffer(self):
        b = self._head
        if self._consumes and not (isinstance(b.obj, ndarray) and not b.obj._consumes):
            raise TypeError("memoryview_from_buffer(): ndarray must be original exporter or consumer from ndarray/original exporter")
        if b.format is not None and len(b.format) > ND_MAX_NDIM:
            raise TypeError("memoryview_from_buffer(): format is limited")
        if b.ndim > 64:
            raise ValueError("memoryview: number of dimensions must not exceed 64")
        return b.view()

    def __hash__(self):
        if not self._head.readonly:
            raise ValueError("cannot hash writable ndarray object")
        return hash(self.tobytes())

    def _place(self, index):
        b = self._head
        if not -2**63 <= index < 2**63:
            raise OverflowError("Python int too large to convert to C ssize_t")
        size = b.full_shape()[0]
        if not -size <= index < size:
            raise IndexError("index out of bounds")
        return b.entry(b.buf, 0, index % size)

    def _sub(self, change):
        new = ndarray(self)
        b = new._buffers.pop()
        change(b)
        b.len = _product(b.shape) * b.itemsize
        b.ndim = len(b.shape)
        new._hold(b, 0)
        return new

    def __getitem__(self, key):
        b = self._head
        if not b.ndim:
            if key == ():
                return b.item(b.buf)
            if key is ...:
                return self
            raise TypeError("invalid indexing of scalar")
        if hasattr(key, "__index__"):
            at = self._place(operator.index(key))
            if b.ndim == 1:
                return b.item(at)

            def enter(sub):
                sub.buf, sub.shape, sub.strides = at, sub.shape[1:], sub.strides[1:]
                sub.suboffsets = sub.suboffsets and sub.suboffsets[1:]
                if sub.suboffsets is not None and max(sub.suboffsets) < 0:
                    sub.suboffsets = None
            return self._sub(enter)
        keys = key if isinstance(key, tuple) else (key,)
        if not keys or not all(isinstance(one, slice) for one in keys):
            raise TypeError(f'cannot index memory using "{type(key).__name__}"')

        def cut(sub):
            for dim, one in enumerate(keys):
                sub.slice(one, dim)
        return self._sub(cut)

    def __setitem__(self, key, value):
        b = self._head
        if b.readonly:
            raise TypeError("ndarray is not writable")
        if not b.ndim:
            if key != () and key is not ...:
                raise TypeError("invalid indexing of scalar")
            b.store(b.buf, value)
        elif hasattr(key, "__index__"):
            at = self._place(operator.index(key))
            if b.ndim != 1:
                raise TypeError("only single items can be assigned")
            b.store(at, value)
        else:
            to, source = self[key]._head, _buffer_of(value, PyBUF_FULL_RO)
            if (to.format.lstrip("@"), to.itemsize, to.ndim) != (source.format.lstrip("@"), source.itemsize, source.ndim) or \
                    not _same_shape(to.shape, source.shape):
                raise ValueError("ndarray assignment: lvalue and rvalue have different structures")
            targets, sources, row = list(to.places()), list(source.places()), to.shape[-1] or 1
            for i in range(0, len(targets), row):  # where they overlap, row by row as CPython's
                data = [source.read(at, source.itemsize) for at in sources[i:i + row]]
                for at, item in zip(targets[i:i + row], data):
                    b.memory_at(at, b.itemsize, False)[:] = item

    def __delitem__(self, key):
        raise TypeError("ndarray data cannot be deleted")


def _same_shape(a, b):
    for x, y in zip(a, b):
        if x != y:
            return False
        if not x:
            break
    return True


class staticarray(Exporter):
    def __init__(self, legacy_mode=False):
        self._memory = array("B", range(12))

    def __buffer__(self, writable):
        return view(self._memory, self._memory.buffer_info()[0], "B", 1, True, (12,), (1,))


# --- Functions

def _order(order):
    if not isinstance(order, str):
        raise TypeError("order must be a string")
    if order.encode("ascii") not in (b"C", b"F", b"A"):
        raise ValueError("invalid order, must be C, F or A")
    return order


def get_pointer(obj, indices):
    b = _buffer_of(obj, PyBUF_FULL_RO)
    _list_or_tuple(indices, "indices")
    if len(indices) != b.ndim:
        raise ValueError("get_pointer(): len(indices) != ndim")
    at = b.buf
    for dim, index in enumerate(_sizes(indices, "indices")):
        if not 0 <= index < b.full_shape()[dim]:
            raise ValueError(f"get_pointer(): invalid index {index} at position {dim}")
        at = b.entry(at, dim, index)
    return b.item(at)


def get_contiguous(obj, buffertype, order):
    if not isinstance(buffertype, int):
        raise TypeError("buffertype must be PyBUF_READ or PyBUF_WRITE")
    if not -2**31 <= buffertype < 2**31:
        raise OverflowError("Python int too large to convert to C int")
    if buffertype not in (PyBUF_READ, PyBUF_WRITE):
        raise ValueError("invalid buffer type")
    order = _order(order)
    m = memoryview(obj)
    if buffertype == PyBUF_WRITE and m.readonly:
        raise BufferError("underlying buffer is not writable")
    if {"C": m.c_contiguous, "F": m.f_contiguous, "A": m.contiguous}[order]:
        return m
    if buffertype == PyBUF_WRITE:
        raise BufferError("writable contiguous buffer requested for a non-contiguous object.")
    memory = array("B", m.tobytes(order=order))
    return view(memory, memory.buffer_info()[0], m.format, m.itemsize, True, m.shape, _strides_of(m.shape, m.itemsize, order))


def py_buffer_to_contiguous(obj, order, flags):
    return _buffer_of(obj, flags).tobytes(_order(order))


def cmp_contig(a, b):
    x, y = _buffer_of(a, PyBUF_FULL_RO), _buffer_of(b, PyBUF_FULL_RO)
    if not x.is_contiguous("A") or not y.is_contiguous("A"):
        return False
    if (x.format, x.itemsize, x.ndim) != (y.format, y.itemsize, y.ndim) or not _same_shape(x.shape, y.shape):
        return False
    return x.read(x.buf, x.len) == y.read(y.buf, y.len)


def is_contiguous(obj, order):
    order = _order(order)
    if isinstance(obj, ndarray):
        return obj._head.is_contiguous(order)
    return _buffer_of(obj, PyBUF_FULL_RO).is_contiguous(order)


def slice_indices(key, length):
    if not isinstance(key, slice):
        raise TypeError("first argument must be a slice object")
    start, stop, step = key.indices(operator.index(length))
    return start, stop, step, len(range(start, stop, step))


__all__ = [name for name in globals() if name.startswith(("PyBUF_", "ND_"))] + [
    "ndarray", "staticarray", "get_sizeof_void_p", "get_pointer", "get_contiguous", "py_buffer_to_contiguous", "cmp_contig",
    "is_contiguous", "slice_indices"]
