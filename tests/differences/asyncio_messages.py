# asyncio's tasks and futures are the library's Python implementation.
#
# They behave as those of the C module _asyncio, in the same order; the texts of some errors are those of asyncio.futures.
import asyncio


async def main():
    future = asyncio.get_running_loop().create_future()
    try:
        future.result()
    except asyncio.InvalidStateError as error:
        print(error)
    future.set_result(1)
    try:
        future.set_result(2)
    except asyncio.InvalidStateError as error:
        print(error)


asyncio.run(main())
