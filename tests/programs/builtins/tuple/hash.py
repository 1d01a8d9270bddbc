print(hash(()), hash((1,)), hash((1, 2)), hash((1, (2, 3))), hash((1.5, -1, True)), hash((10**30, -2, 0)))
print({(1, 2): 'a'}[(1.0, 2)], (1, 2) in {(1, 2)})
try:
    hash(([],))
except TypeError as e:
    print(e)
