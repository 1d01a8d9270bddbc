# Finalizers of dead objects run in the order in which reference counts would free them, those of cycles as they were made.
import gc
class N:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n, end=' ')
def chain():
    a, b, c, d = N('a'), N('b'), N('c'), N('d')
    a.next = b; b.next = c; c.next = d
def back():
    a, b, c, d = N('a'), N('b'), N('c'), N('d')
    d.next = c; c.next = b; b.next = a
def cycle():
    a, b, c, d = N('a'), N('b'), N('c'), N('d')
    a.next = b; b.next = c; c.next = d; d.next = a
def mixed():
    a, b, c, d = N('a'), N('b'), N('c'), N('d')
    d.next = [b]; b.next = b; a.next = d; b.other = c
def tree():
    a, b, c, d = N('a'), N('b'), N('c'), N('d')
    a.x = b; a.y = c; b.x = d
for f in chain, back, cycle, mixed, tree:
    f(); gc.collect(); print(f.__name__)
