class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        return self.n
    def close(self): print("It.close")
    def throw(self, *args):
        print("It.throw", args)
        raise StopIteration("thrown result")
def g():
    r = yield from It()
    print("r", r)
    yield "end"
a = g()
next(a)
a.close()
b = g()
next(b)
print(b.throw(ValueError))
def sub():
    try:
        yield 1
    finally:
        print("sub closed")
def top():
    try:
        yield from sub()
    finally:
        print("top closed")
t = top()
next(t)
t.close()
