# Steps of tasks: what coroutines may yield, how they end, and who runs.
import asyncio
import contextvars
import gc


def attempt(function):
    try:
        print(function())
    except BaseException as e:
        print(type(e).__name__, str(e).partition(' coro=')[0], repr(e.__context__))


class Yields:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        return (yield self.value)


class OwnFuture:
    """Another class of futures, with no more than a task needs."""
    _asyncio_future_blocking = True

    def __init__(self, loop):
        self.loop, self.callback = loop, None

    def get_loop(self):
        return self.loop

    def add_done_callback(self, callback, *, context):
        self.callback = callback
        print('added', callback.__qualname__, context is not None)
        self.loop.call_soon(callback, self, context=context)

    def result(self):
        return 'own'

    def cancel(self, msg=None):
        print('cancel of own', msg)
        return False

    def __repr__(self):
        return 'OwnFuture'


async def yielding(value):
    return await Yields(value)


async def main():
    loop = asyncio.get_running_loop()
    print(loop is asyncio.get_event_loop(), asyncio._get_running_loop() is loop)
    me = asyncio.current_task()
    print(me.get_name(), me.done(), me.get_coro().__name__, me._must_cancel, me._fut_waiter)
    other = asyncio.new_event_loop()
    strange = other.create_future()
    strange._asyncio_future_blocking = True
    plain = loop.create_future()
    for value in None, 5, 'text', plain, strange, (x for x in ()), OwnFuture(loop), OwnFuture(other):
        task = asyncio.create_task(yielding(value), name='y')
        try:
            print(await task)
        except Exception as e:
            print(type(e).__name__, str(e).partition(' at 0x')[0].partition(' cb=')[0].partition(' coro=')[0])
    other.close()

    async def itself():
        await asyncio.current_task()
    try:
        await asyncio.create_task(itself(), name='itself')
    except RuntimeError as e:
        print(str(e)[:50])

    # Cancellation.
    async def stubborn():
        for i in range(3):
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError as e:
                print('ignores', e.args)
        return 'done'
    task = asyncio.create_task(stubborn(), name='stubborn')
    for message in None, 'first', 'second':
        await asyncio.sleep(0)
        print(task.cancel(message), task.cancelling())
    print(task.uncancel(), await task, task.done())

    async def quick():
        asyncio.current_task().cancel('at the end')
    task = asyncio.create_task(quick())
    try:
        await task
    except asyncio.CancelledError as e:
        print('cancelled', e.args, task.cancelled())
    task = asyncio.create_task(yielding(None))
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled(), task.cancel())
    attempt(task.exception)

    # What is raised has no context of the loop's.
    async def fails():
        try:
            await plain_failing
        except ValueError:
            pass
        raise KeyError('own')
    plain_failing = loop.create_future()
    task = asyncio.create_task(fails())
    await asyncio.sleep(0)
    plain_failing.set_exception(ValueError('x'))
    try:
        await task
    except KeyError as e:
        print(repr(e), repr(e.__context__))
    attempt(lambda: task.set_result(1))
    attempt(lambda: asyncio.Task(5))
    attempt(lambda: asyncio.Task())
    attempt(lambda: task.get_stack(1))
    attempt(lambda: asyncio.tasks._enter_task(loop, task))
    attempt(lambda: asyncio.tasks._leave_task(loop, None))
    task.set_name(7)
    print(task.get_name(), task in asyncio.all_tasks(), len(asyncio.all_tasks()))

    # Each task has a context of its own, unless it is given one.
    variable = contextvars.ContextVar('variable', default='unset')

    async def sets(value):
        variable.set(value)
        await asyncio.sleep(0)
        return variable.get()
    shared = contextvars.copy_context()
    print(await asyncio.gather(sets(1), sets(2)), variable.get())
    print(await asyncio.create_task(sets(3), context=shared), variable.get(), shared[variable])
    return 'end'


print(asyncio.run(main()))
attempt(asyncio.get_running_loop)

# A task that is lost while it waits.
loop = asyncio.new_event_loop()
loop.set_exception_handler(lambda loop, context: print(sorted(context), context['message']))


def lose():
    async def waits():
        await loop.create_future()
    loop.create_task(waits(), name='lost')
    loop.call_soon(loop.stop)
    loop.run_forever()


lose()
gc.collect()
loop.close()
