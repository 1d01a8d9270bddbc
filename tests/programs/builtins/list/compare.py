def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


print([1, 2] < [1, 3], [1] < [1, 0], [] < [0], [2] > [1, 9], [1, 2] == [1, 2.0], [1] != [1], [1, [2]] <= [1, [2]])
print([1] == (1,), [float('nan')] == 3)
attempt(lambda: [1] < ['a'])
attempt(lambda: [1] < 2)
attempt(lambda: [1, 'a'] == [1, 2])
