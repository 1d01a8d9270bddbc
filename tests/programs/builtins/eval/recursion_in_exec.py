exec("def down(n): return down(n + 1)")
for _ in range(3):
    try:
        down(0)
    except RecursionError as error:
        print(error)
exec("def depth(n): return 0 if n == 0 else 1 + depth(n - 1)")
print(depth(900))
