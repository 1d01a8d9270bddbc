from collections import deque
class Sleep:
    def __init__(self, n): self.n = n
    def __await__(self):
        for i in range(self.n):
            yield
async def worker(name, n, log):
    for i in range(n):
        await Sleep(i)
        log.append((name, i))
    return name
def run_all(coros):
    queue, results = deque(enumerate(coros)), {}
    while queue:
        i, c = queue.popleft()
        try:
            c.send(None)
        except StopIteration as e:
            results[i] = e.value
        else:
            queue.append((i, c))
    return results
log = []
print(run_all([worker("a", 3, log), worker("b", 2, log), worker("c", 4, log)]))
print(log)
