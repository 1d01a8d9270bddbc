# Mapping files: reading, writing, resizing, access.
import mmap, os, tempfile

def attempt(function, *args, **kwargs):
    try:
        print(getattr(function, "__name__", ""), function(*args, **kwargs))
    except Exception as error:
        print(getattr(function, "__name__", ""), type(error).__name__, error)

with tempfile.TemporaryFile() as file:
    attempt(mmap.mmap, file.fileno(), 0)
    file.write(b"line one\nline two\nrest")
    file.flush()
    with mmap.mmap(file.fileno(), 0) as m:
        print(m, len(m), m.size(), m.closed, m.tell())
        print(m.readline(), m.read(4), m.read_byte(), m.tell(), m.readline(), m.read(), m.read(), m.readline())
        attempt(m.read_byte)
        m.seek(0)
        print(m.write(b"LINE"), m.tell(), m[:9])
        m.write_byte(33)
        attempt(m.write_byte, 300)
        attempt(m.write, b"x" * 100)
        attempt(m.write, "x")
        for args in ((2,), (1, 1), (-2, 2), (100,), (-1,), (0, 9), ("x",)):
            attempt(m.seek, *args)
        print(m.tell(), m.flush(), m.flush(0, mmap.PAGESIZE if len(m) > mmap.PAGESIZE else len(m)))
        attempt(m.flush, 5, 100)
        m.move(0, 5, 3)
        print(m[:])
        attempt(m.move, 0, 100, 1)
        m.resize(4096)
        print(len(m), m[20:24], m.madvise(mmap.MADV_NORMAL))
        attempt(m.madvise, mmap.MADV_NORMAL, -1)
        view = memoryview(m)
        attempt(m.resize, 10)
        attempt(m.close)
        view.release()
        attempt(m.resize, -1)
    print(m, m.closed)
    for function in (m.read, m.tell, m.size, lambda: len(m), lambda: m[0], m.close, lambda: memoryview(m)):
        attempt(function)
    os.ftruncate(file.fileno(), 10)
    with mmap.mmap(file.fileno(), 10, access=mmap.ACCESS_READ) as m:
        print(m)
        attempt(m.write, b"x")
        attempt(m.__setitem__, 0, 5)
        attempt(m.resize, 20)
        attempt(m.write_byte, 1)
        with memoryview(m) as view:
            print(view.readonly)
    with mmap.mmap(file.fileno(), 10, access=mmap.ACCESS_COPY) as m:
        m[0] = 0x2a
        print(m[:2], os.pread(file.fileno(), 2, 0), m)
    with mmap.mmap(file.fileno(), 5, prot=mmap.PROT_READ) as m:
        print(m)
    for kwargs in ({"length": 100}, {"length": -1}, {"length": 1, "offset": 1}, {"length": 1, "offset": -1}, {"length": 0, "offset": 4096}, {"length": 1, "access": 9},
                   {"length": 1, "access": mmap.ACCESS_READ, "prot": mmap.PROT_READ}, {"length": "x"}):
        attempt(mmap.mmap, file.fileno(), **kwargs)
attempt(mmap.mmap, 9999, 10)
attempt(mmap.mmap, "x", 10)
print([(n, getattr(mmap, n)) for n in dir(mmap) if n.isupper()], mmap.error)
