# The marks of generators with one owner do not depend on what a name means at compile time.
kept = []

def items():
    try:
        yield 1
        yield 2
    finally:
        print("closed")

def use():
    g = items()
    return next(g)

print(use())

def next(g):
    kept.append(g)
    return "mine"
print(use(), "kept")
del next
print(list(kept.pop()))

def list(g):
    kept.append(g)
    return "mine"
def use_list():
    return list(items())
print(use_list(), "kept")
for x in kept.pop():
    print(x)
