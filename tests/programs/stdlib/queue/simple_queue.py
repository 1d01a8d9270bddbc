# SimpleQueue between threads, with time limits.
import queue, threading, time, weakref

def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__module__, type(error).__name__, error)

q = queue.SimpleQueue()
print(q.empty(), q.qsize(), queue.SimpleQueue.__module__, queue.Empty.__module__, queue.SimpleQueue[int])
for i in range(200):
    q.put(i)
q.put_nowait("last")
q.put("blocked?", False, 0)
print(q.empty(), q.qsize(), [q.get() for _ in range(199)] == list(range(199)), q.get(timeout=1), q.get_nowait(), q.get(block=False))
attempt(q.get_nowait)
attempt(q.get, False)
attempt(q.get, timeout=0.01)
attempt(q.get, timeout=-1)
attempt(q.get, timeout="x")
attempt(q.get, False, -5)
attempt(q.get, timeout=1e300)
attempt(queue.SimpleQueue, 1)
attempt(queue.SimpleQueue, a=1)
attempt(q.put)
results = []
def consume():
    while (item := q.get()) is not None:
        results.append(item)
threads = [threading.Thread(target=consume) for _ in range(4)]
for t in threads:
    t.start()
for i in range(1000):
    q.put(i)
for t in threads:
    q.put(None)
for t in threads:
    t.join()
print(sorted(results) == list(range(1000)), q.empty())
threading.Timer(0.03, q.put, ["late"]).start()
print(q.get(timeout=20))
class Sub(queue.SimpleQueue):
    pass
s = Sub()
s.name = "sub"
s.put(1)
print(s.name, s.get(), weakref.ref(s)() is s)
big = queue.Queue(maxsize=1)
big.put(1)
attempt(big.put, 2, timeout=0.01)
attempt(big.put_nowait, 2)
print(big.get(), queue.PriorityQueue().empty(), queue.LifoQueue().qsize())
