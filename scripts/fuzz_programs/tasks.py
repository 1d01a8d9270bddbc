"""asyncio.run(): tasks that wait for one another. The event loop's order is fixed; nothing here depends on the clock."""
from .statements import attempt

# What a worker does: `shared` is the queue, event, lock and semaphore that all have; `number` is its own.
WORK = ("await asyncio.sleep(0)", "await asyncio.sleep(0, $int)", "print('at', number, await asyncio.sleep(0, $any))", "await shared.queue.put((number, $small))",
        "print('got', number, await shared.queue.get())", "shared.queue.put_nowait($str)", "print(number, shared.queue.get_nowait())",
        "async with shared.lock: print('locked', number); await asyncio.sleep(0)", "async with shared.slots: await asyncio.sleep(0)",
        "shared.event.set()", "await shared.event.wait()", "shared.event.clear()", "raise ValueError(number)", "raise Custom($int)",
        "print(number, shared.lock.locked(), shared.queue.qsize(), shared.event.is_set())", "asyncio.current_task().cancel()",
        "print(number, context.get())", "context.set($small)", "shared.future.done() or shared.future.set_result($int)", "print(number, await shared.future)",
        "print(await asyncio.gather(asyncio.sleep(0, number), asyncio.sleep(0, $str)))", "asyncio.get_running_loop().call_soon(print, 'soon', number, $int)",
        "await asyncio.shield(asyncio.sleep(0))", "await (await asyncio.sleep(0, asyncio.sleep(0)))", "async with asyncio.timeout(None): await asyncio.sleep(0)",
        "print(await asyncio.wait_for(asyncio.sleep(0, $int), None))", "async for v in ticks(number): print('tick', number, v)",
        "print(asyncio.current_task().get_name(), asyncio.current_task().cancelling())", "return $any", "async with shared.condition: shared.condition.notify_all()",
        "async with shared.condition: await shared.condition.wait_for(lambda: shared.event.is_set())")
# What the main coroutine does with the tasks it has started.
JOIN = ("await asyncio.sleep(0)", "tasks[0].cancel()", "tasks[-2].cancel($str)", "print(await tasks[0])", "print(await asyncio.gather(*tasks[:-1]))",
        "print(sorted(t.get_name() for t in tasks if t.done()))", "done, waiting = await asyncio.wait(tasks[:-1], timeout=0); print(len(done), len(waiting))",
        "done, waiting = await asyncio.wait(tasks[:-1], timeout=0, return_when=asyncio.FIRST_EXCEPTION); print(len(done))",
        "tasks[0].add_done_callback(lambda t: print('done', t.get_name(), t.cancelled()))", "print(tasks[0].done() and tasks[0].result())", "print(tasks[-2].done() and repr(tasks[-2].exception()))",
        "print(await asyncio.wait_for(tasks[0], 0))", "shared.event.set()", "shared.queue.put_nowait('main')",
        "async with asyncio.TaskGroup() as group: print([(await group.create_task(worker(shared, n), name=f'member {n}')) for n in range(2)])",
        "async with asyncio.TaskGroup() as group: made = [group.create_task(asyncio.sleep(0, n)) for n in range(3)]",
        "async with asyncio.timeout(0): await asyncio.sleep(1)", "print(await asyncio.shield(tasks[0]))", "print([t.cancelled() for t in tasks if t.done()])",
        "print([await f for f in asyncio.as_completed([asyncio.sleep(0, $int)])])", "context.set('main')")


def guarded(w, row):
    form = w.number(0, 5)
    if form < 2:
        attempt(w, row)
    elif form == 2:
        w.block("try:", w.line, row)
        w.block("except asyncio.CancelledError as e:", lambda: (w.line("print('cancelled', e.args)"), w.line(w.pick(("raise", "pass", "asyncio.current_task().uncancel()")))))
    elif form == 3:
        w.block("try:", w.line, row)
        w.block("finally:", w.line, w.pick(("print('finally')", "await asyncio.sleep(0)")))
    else:
        w.line(row)


def run(w):
    """A few tasks of one worker function and one that waits for them; what does not end is cancelled, in order."""
    if w.frame.loops or w.depth > 1 or w.frame.outer is not None and w.indent > 2:
        return
    main = w.fresh("run")
    def worker():
        for _ in range(w.number(1, 5)):
            guarded(w, w.fill(w.pick(WORK), 0))
    def joined():
        for _ in range(w.number(1, 4)):
            guarded(w, w.fill(w.pick(JOIN), 0))
    def inside():
        w.line("import asyncio, contextvars")
        w.line("context = contextvars.ContextVar('context', default='unset')")
        w.function("async def worker(shared, number):", worker, "coroutine")
        w.function("async def ticks(count):", lambda: w.loop("for i in range(count):", 3, lambda: (w.line("await asyncio.sleep(0)"), w.line("yield i"))), "coroutine")
        w.line("shared = types.SimpleNamespace(queue=asyncio.Queue(), event=asyncio.Event(), lock=asyncio.Lock(), slots=asyncio.Semaphore(2),"
               " future=asyncio.get_running_loop().create_future(), condition=asyncio.Condition())")
        w.line(f"tasks = [asyncio.create_task(worker(shared, n), name=f'task {{n}}') for n in range({w.number(1, 4)})]")
        w.function("async def join():", joined, "coroutine")
        w.line("tasks.append(asyncio.create_task(join(), name='join'))")
        w.line("await settle(tasks)")
        w.line("print([describe(r) if isinstance(r, BaseException) else r for r in await asyncio.gather(*tasks, return_exceptions=True)])")
        w.line(f"return {w.expression('any', 0)}")
    w.line("import asyncio, types")
    w.function(f"async def {main}():", inside, "coroutine")
    error = w.fresh("e")
    w.block("try:", w.line, f"print(asyncio.run({main}()))")
    w.block(f"except BaseException as {error}:", w.line, f"report({error})")


STATEMENTS = [(4, run)]
