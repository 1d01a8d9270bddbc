# The warning about a coroutine that nobody awaits comes when it is dropped, not some time later.
import warnings

warnings.simplefilter("always")
warnings.showwarning = lambda message, category, *rest: print(category.__name__, message)

async def work(n):
    return n

async def forgets():
    print("before")
    work(1)
    print("between")
    work(n=2)
    print("after", await work(3))

def run(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value

run(forgets())

def in_variable():
    c = work(4)
    print("made")
in_variable()
print("returned")

def closed():
    c = work(5)
    c.close()
closed()
print("end")
