import threading
lock = threading.Lock()
total = 0
def work(n):
    global total
    for i in range(n):
        with lock:
            total += 1
threads = [threading.Thread(target=work, args=(500,)) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(total, threading.active_count())
done = threading.Event()
t = threading.Thread(target=lambda: (done.wait(), print("woken")))
t.start()
done.set()
t.join()
local = threading.local()
local.x = 1
t = threading.Thread(target=lambda: print(hasattr(local, "x")))
t.start()
t.join()
print(local.x, lock.locked(), lock.acquire(timeout=0.01), lock.acquire(blocking=False))
r = threading.RLock()
with r:
    with r:
        print("nested")
for bad in (r.release, threading.Lock().release):
    try:
        bad()
    except RuntimeError as e:
        print(e)
