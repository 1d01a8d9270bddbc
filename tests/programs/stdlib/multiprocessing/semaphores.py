# _multiprocessing.SemLock.
import _multiprocessing, os, threading

def attempt(function, *args, **kwargs):
    try:
        print(function.__name__, function(*args, **kwargs))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)

RECURSIVE, SEMAPHORE = 0, 1
name = "/regius-test-%d" % os.getpid()
s = _multiprocessing.SemLock(SEMAPHORE, 2, 3, name, True)
print(s.kind, s.maxvalue, s.name == name, s._get_value(), s._is_zero(), s._is_mine(), s._count())
print(s.acquire(), s.acquire(False), s.acquire(False), s.acquire(True, 0.01), s._is_zero(), s._count())
s.release()
print(s._get_value(), s._is_mine(), s._count())
s.release()
s.release()
attempt(s.release)
with s:
    print(s._get_value())
attempt(s.acquire, timeout="x")
lock = _multiprocessing.SemLock(RECURSIVE, 1, 1, name + "r", False)
print(lock.acquire(), lock.acquire(), lock._is_mine(), lock._count())
thread = threading.Thread(target=lambda: (print(lock.acquire(False), lock._is_mine()), attempt(lock.release)))
thread.start()
thread.join()
lock.release()
lock.release()
attempt(lock.release)
again = _multiprocessing.SemLock._rebuild(lock.handle, RECURSIVE, 1, name + "r")
print(again.handle == lock.handle, again.acquire(), again.name == name + "r")
attempt(_multiprocessing.SemLock, 5, 1, 1, name + "x", True)
attempt(_multiprocessing.SemLock, SEMAPHORE, -1, 1, name + "x", True)
attempt(_multiprocessing.SemLock, SEMAPHORE)
attempt(_multiprocessing.SemLock._rebuild, 0, SEMAPHORE, 1, "/regius-missing")
attempt(_multiprocessing.sem_unlink, name + "r")
attempt(_multiprocessing.sem_unlink, name + "r")
print(_multiprocessing.SemLock.SEM_VALUE_MAX, sorted(_multiprocessing.flags.items()))
