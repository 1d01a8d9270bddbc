n = 0
def count():
    global n
    n += 1
    return n
print(list(iter(count, 4)), n)
it = iter(count, 7)
print(next(it), list(it), list(it), type(it))
class Seq:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * i
print(list(Seq()), list(iter(Seq())), type(iter(Seq())), 4 in Seq())
