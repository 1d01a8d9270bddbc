def f(n):
    return f(n + 1)
for i in range(3):
    try:
        f(0)
    except RecursionError as e:
        print(e, isinstance(e, RuntimeError))
import sys
sys.setrecursionlimit(50000)
def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)
print(depth(40000))
sys.setrecursionlimit(1000)
print(sys.getrecursionlimit())
class A:
    def __getattr__(self, name):
        return getattr(self, name)
try:
    A().x
except RecursionError as e:
    print("caught")
