# Processes that are forked, queues, pipes and pools.
import multiprocessing, os

def double(n):
    return n * 2

if __name__ == "__main__":
    context = multiprocessing.get_context("fork")
    queue = context.Queue()
    parent, child = context.Pipe()
    def talk(end):
        end.send({"received": end.recv()})
        end.close()
    process = context.Process(target=talk, args=(child,))
    process.start()
    parent.send([1, "two", 3.0])
    print(parent.recv())
    process.join()
    print(process.exitcode, process.is_alive())
    def put(q):
        for i in range(3):
            q.put(i)
    process = context.Process(target=put, args=(queue,))
    process.start()
    print([queue.get(timeout=30) for _ in range(3)])
    process.join()
    with context.Pool(2) as pool:
        print(pool.map(double, range(5)), pool.apply(double, (21,)))
    def fail():
        os._exit(7)
    process = context.Process(target=fail)
    process.start()
    process.join()
    print(process.exitcode)
