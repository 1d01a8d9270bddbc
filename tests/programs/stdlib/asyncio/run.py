# Coroutines, tasks, time limits and queues under asyncio.run().
import asyncio

async def work(name, delay):
    await asyncio.sleep(delay)
    print("done", name)
    return name

async def main():
    print(await asyncio.gather(work("slow", 0.03), work("quick", 0)))
    try:
        await asyncio.wait_for(asyncio.sleep(10), 0.01)
    except asyncio.TimeoutError as error:
        print("timeout", repr(error))
    task = asyncio.create_task(asyncio.sleep(10))
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled", task.cancelled())
    queue = asyncio.Queue(2)
    async def produce():
        for i in range(4):
            await queue.put(i)
        await queue.put(None)
    producer = asyncio.create_task(produce())
    while (item := await queue.get()) is not None:
        print(item, end=" ")
    print()
    await producer
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(work(n, 0)) for n in "ab"]
    print([t.result() for t in tasks])
    try:
        async with asyncio.timeout(0.01):
            await asyncio.Event().wait()
    except TimeoutError:
        print("timeout block")
    print(await asyncio.to_thread(lambda: 5))
    lock = asyncio.Lock()
    async with lock:
        print(lock.locked())
    done, pending = await asyncio.wait([asyncio.create_task(work(n, 0)) for n in "x"])
    print(len(done), len(pending))
    return "result"

print(asyncio.run(main()))
async def fails():
    raise ValueError("inside")
try:
    asyncio.run(fails())
except ValueError as error:
    print(error)
try:
    asyncio.run(5)
except ValueError as error:
    print(error)
