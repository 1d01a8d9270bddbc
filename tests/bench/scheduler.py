# objects: classes, virtual methods, attributes, a priority queue by hand
class Task:
    def __init__(self, name, priority, work):
        self.name = name
        self.priority = priority
        self.work = work
        self.done = 0

    def step(self):
        self.done += 1
        return self.done >= self.work

    def cost(self):
        return 1


class SlowTask(Task):
    def step(self):
        self.done += 0.5
        return self.done >= self.work

    def cost(self):
        return 2


class Queue:
    def __init__(self):
        self.heap = []

    def push(self, task):
        heap = self.heap
        heap.append(task)
        i = len(heap) - 1
        while i:
            parent = (i - 1) >> 1
            if heap[parent].priority <= heap[i].priority:
                break
            heap[parent], heap[i] = heap[i], heap[parent]
            i = parent

    def pop(self):
        heap = self.heap
        top = heap[0]
        last = heap.pop()
        if heap:
            heap[0] = last
            i, n = 0, len(heap)
            while True:
                child = 2 * i + 1
                if child >= n:
                    break
                if child + 1 < n and heap[child + 1].priority < heap[child].priority:
                    child += 1
                if heap[i].priority <= heap[child].priority:
                    break
                heap[child], heap[i] = heap[i], heap[child]
                i = child
        return top


class Scheduler:
    def __init__(self):
        self.queue = Queue()
        self.clock = 0
        self.finished = 0

    def run(self):
        queue = self.queue
        while queue.heap:
            task = queue.pop()
            self.clock += task.cost()
            if task.step():
                self.finished += 1
            else:
                task.priority += 3
                queue.push(task)


total = 0
for _round in range(50):
    s = Scheduler()
    for i in range(600):
        kind = SlowTask if i % 3 == 0 else Task
        s.queue.push(kind("task%d" % i, (i * 7919) % 101, 5 + i % 7))
    s.run()
    total += s.clock + s.finished
print(total)
