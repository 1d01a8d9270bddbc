import threading
items, condition = [], threading.Condition()
def consume():
    for _ in range(3):
        with condition:
            condition.wait_for(lambda: items)
            print("got", items.pop(0))
t = threading.Thread(target=consume)
t.start()
for i in range(3):
    with condition:
        items.append(i)
        condition.notify()
t.join()
barrier = threading.Barrier(2, timeout=5)
t = threading.Thread(target=barrier.wait)
t.start()
barrier.wait()
t.join()
semaphore = threading.Semaphore(1)
print(semaphore.acquire(blocking=False), semaphore.acquire(blocking=False))
