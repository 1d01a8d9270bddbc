# What _asyncio.Future and its iterator do and say.
import asyncio
import _asyncio


def attempt(function):
    try:
        print(function())
    except BaseException as e:
        print(type(e).__name__, e, repr(e.__context__))


def iterate(f):
    return f.__await__()


loop = asyncio.new_event_loop()
f = loop.create_future()
print(f, f._state, f.done(), f.cancelled(), f._callbacks, f._loop is loop, f.get_loop() is loop, f._asyncio_future_blocking)
attempt(f.result)
attempt(f.exception)
for wrong in 1, StopIteration, int, StopIteration(2):
    attempt(lambda: loop.create_future().set_exception(wrong))
attempt(lambda: setattr(f, '_log_traceback', True))
attempt(lambda: delattr(f, '_log_traceback'))
attempt(lambda: setattr(f, '_state', 1))
attempt(lambda: delattr(f, '_asyncio_future_blocking'))
empty = _asyncio.Future.__new__(_asyncio.Future)
for name in 'result', 'exception', 'cancel', 'get_loop', 'done', 'cancelled', '__iter__', '__repr__':
    attempt(getattr(empty, name))
attempt(lambda: empty._state)
attempt(lambda: _asyncio.Future(1))
attempt(lambda: _asyncio.Future(x=1))
attempt(lambda: f.cancel(1, 2))
attempt(lambda: _asyncio.Future[int])
f.extra = 5
print(f.extra)

it = iterate(f)
print(next(it) is f, f._asyncio_future_blocking)
attempt(lambda: next(it))
attempt(lambda: it.throw(1))
attempt(lambda: it.throw(ValueError, 1, 2))
attempt(lambda: it.throw(ValueError, 1))
attempt(lambda: iterate(f).throw(ValueError(2), 3))
attempt(lambda: iterate(f).throw(ValueError(2)))
attempt(lambda: next(it))
attempt(it.close)
attempt(type(it))


def called(name):
    def callback(future):
        print('called', name, future)
    return callback


first, second = called('first'), called('second')
f.add_done_callback(first)
f.add_done_callback(second)
f.add_done_callback(second)
print(len(f._callbacks), f._callbacks[0][0] is first)
print(f.remove_done_callback(second), f.remove_done_callback(first), f._callbacks)
f.add_done_callback(first)
f.set_result(7)
attempt(lambda: f.set_result(8))
attempt(lambda: f.set_exception(ValueError))
f.add_done_callback(second)
print(f.cancel(), f.result(), f.exception(), f)
attempt(lambda: next(iterate(f)))
attempt(lambda: iterate(f).send(3))
loop.call_soon(loop.stop)
loop.run_forever()

g = loop.create_future()
print(g.cancel('why'), g, g.cancelled(), g._cancel_message)
attempt(g.result)
attempt(g.exception)
attempt(lambda: g.set_result(1))
h = loop.create_future()
h.set_exception(ValueError('told'))
print(h._log_traceback)
attempt(h.result)
print(h._log_traceback, h)


class Shy(asyncio.Future):
    def __del__(self):
        print('dies')
        super().__del__()


import gc
def drop(error):
    shy = Shy(loop=loop)
    if error:
        shy.set_exception(error)


loop.set_exception_handler(lambda loop, context: print(sorted(context), context['message'], repr(context.get('exception'))))
drop(None)
gc.collect()
drop(KeyError('lost'))
gc.collect()
loop.close()
