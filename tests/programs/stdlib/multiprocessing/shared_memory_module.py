# Shared memory by name: made, attached, seen by a child, removed; what shm_open refuses.
import _posixshmem, os
from multiprocessing import shared_memory

memory = shared_memory.SharedMemory(create=True, size=64)
memory.buf[:5] = b"hello"
other = shared_memory.SharedMemory(name=memory.name)
print(bytes(other.buf[:5]), other.size >= 64, other.name == memory.name)
child = os.fork()
if not child:
    other.buf[5:8] = b"abc"
    os._exit(0)
os.waitpid(child, 0)
print(bytes(memory.buf[:8]))
other.close()
memory.close()
memory.unlink()
try:
    shared_memory.SharedMemory(name=memory.name)
except FileNotFoundError as error:
    print(error.errno)
shared = shared_memory.ShareableList([1, 2.5, "text", None, b"bytes", True])
print(list(shared), len(shared), shared.index("text"))
shared[2] = "next"
print(shared[2])
shared.shm.close()
shared.shm.unlink()
for call in (lambda: _posixshmem.shm_open("/absent", 0), lambda: _posixshmem.shm_open(b"/absent", 0), lambda: _posixshmem.shm_open("x"),
             lambda: _posixshmem.shm_open("/x", "y"), lambda: _posixshmem.shm_unlink("/absent")):
    try:
        call()
    except (OSError, TypeError) as error:
        print(type(error).__name__, error)
