import sys
print()
print(1, "two", 3.0, None, True, [1], sep="-")
print("a", "b", end="!\n")
print("x", "y", sep="", end="\n\n")
print(*[1, 2, 3], sep=", ")
print("é", "日本", "😀")
class W:
    def __init__(self): self.parts = []
    def write(self, s): self.parts.append(s)
    def flush(self): self.parts.append("<flush>")
w = W()
print("a", 1, file=w, flush=True)
print(w.parts)
for kw in ({"sep": 1}, {"end": 2}, {"foo": 3}):
    try:
        print("x", **kw)
    except TypeError as e:
        print(e)
class S:
    def __str__(self): return "S!"
    def __repr__(self): return "<S>"
print(S(), [S()], -5, 10 ** 30, 1e100)
old, sys.stdout = sys.stdout, w
print("redirected")
sys.stdout = old
print(w.parts[-2:])
print("n", sep=None, end=None)
print()
