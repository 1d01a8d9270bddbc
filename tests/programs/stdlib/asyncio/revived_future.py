# A future that came back with what owns it still tells of an exception that nobody asked for.
import asyncio
import gc

revived = []


class Owner:
    def __init__(self, future):
        self.future = future

    def __del__(self):
        revived.append(self.future)


def make():
    Owner(loop.create_future())


loop = asyncio.new_event_loop()
loop.set_exception_handler(lambda loop, context: print(context['message'], repr(context['exception'])))
make()
gc.collect()
print(len(revived), revived[0].done())
revived[0].set_exception(KeyError('late'))
revived.clear()
gc.collect()
loop.close()
