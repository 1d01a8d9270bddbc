# The traceback of an exception that passes through tasks shows the coroutines, not the machinery between them.
import asyncio
import os
import traceback


async def inner(n):
    await asyncio.sleep(0)
    if n:
        await asyncio.gather(inner(n - 1))
    raise ValueError('inner')


async def main():
    async with asyncio.timeout(10):
        await asyncio.create_task(inner(1))


try:
    asyncio.run(main())
except ValueError as e:
    for entry in traceback.extract_tb(e.__traceback__):
        print(os.path.basename(entry.filename), entry.lineno, entry.name, entry.line)
