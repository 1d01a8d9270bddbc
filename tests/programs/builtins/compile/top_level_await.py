# Code compiled with PyCF_ALLOW_TOP_LEVEL_AWAIT is that of a coroutine, for eval() as for a function.
import ast
import asyncio
from types import FunctionType


async def numbers(n):
    for i in range(n):
        yield i


for mode in ("exec", "single"):
    for source in ("a = await asyncio.sleep(0, 1)", "async for i in numbers(2):\n    a = i",
                   "async with asyncio.Lock() as lock:\n    a = 1", "a = [x async for x in numbers(2)][1]",
                   "a = {x: 1 async for x in numbers(1)}[0]"):
        code = compile(source, "?", mode, ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        for run in (lambda space: FunctionType(code, space)(), lambda space: eval(code, space)):
            space = {"asyncio": asyncio, "numbers": numbers}
            asyncio.run(run(space))
            print(space["a"], end=" ")
    print()
