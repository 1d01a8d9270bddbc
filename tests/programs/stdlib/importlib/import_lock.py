# The import lock belongs to a thread: others wait for it, a child process has it if the forking thread had.
import _imp
import os
import threading
import time

order = []
asking = threading.Event()


def other():
    asking.set()
    _imp.acquire_lock()
    order.append('other has it')
    try:
        enough.wait()
        order.append('other gives it back')
    finally:
        _imp.release_lock()


enough = threading.Event()
_imp.acquire_lock()
_imp.acquire_lock()
thread = threading.Thread(target=other)
thread.start()
asking.wait()
time.sleep(0.05)
order.append('main gives it back once')
_imp.release_lock()
time.sleep(0.05)
order.append('main gives it back twice')
_imp.release_lock()
while len(order) < 3:
    time.sleep(0.001)
try:
    _imp.release_lock()
except RuntimeError as e:
    print('not mine:', e)
threading.Timer(0.05, enough.set).start()
pid = os.fork()  # waits for the other thread
if pid == 0:
    print('child of a thread without it:', _imp.lock_held(), flush=True)
    os._exit(0)
os.waitpid(pid, 0)
order.append('forked')
thread.join()
print(*order, sep='\n')

_imp.acquire_lock()
pid = os.fork()
if pid == 0:
    print('child of the owner:', _imp.lock_held(), flush=True)
    _imp.release_lock()
    print('after release:', _imp.lock_held(), flush=True)
    import colorsys
    os._exit(0)
os.waitpid(pid, 0)
_imp.release_lock()
print('parent:', _imp.lock_held())
try:
    _imp.release_lock()
except RuntimeError as e:
    print(e)
