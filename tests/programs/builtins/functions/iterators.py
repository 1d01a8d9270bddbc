it = iter([1, 2])
print(next(it), next(it), next(it, "end"))
n = 0
def counter():
    global n
    n += 1
    return n
print(list(iter(counter, 4)))
class It:
    def __iter__(self): return self
    def __next__(self): raise StopIteration("payload")
try:
    next(It())
except StopIteration as e:
    print(e.value)
print(next(It(), "d"))
for f in (lambda: iter(3), lambda: iter(3, 4), lambda: next(3), lambda: next([]), lambda: next(iter([])), lambda: iter(), lambda: aiter(3), lambda: anext(3)):
    try:
        print(f())
    except (TypeError, StopIteration) as e:
        print(type(e).__name__, e)
class G:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
print(list(iter(G())), 20 in G())
