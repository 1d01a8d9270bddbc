a, b = b, a = 1, 2
print(a, b)
(a, b), c = [3, 4], 5
[x, *y] = "hello"
*p, q = (1,)
first, (second, *third), *last = 1, [2, 3, 4], 5, 6
print(a, b, c, x, y, p, q, first, second, third, last)
