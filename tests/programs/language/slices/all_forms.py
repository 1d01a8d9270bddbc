s = list(range(10))
print(s[:], s[2:], s[:2], s[-3:], s[::2], s[::-1], s[8:2:-2], s[100:], s[-100:3])
s[2:4] = "abc"
print(s)
s[::3] = [0] * len(s[::3])
print(s)
del s[1::2]
print(s)
try:
    s[::2] = [1]
except ValueError as e:
    print(e)
print("hello"[1:-1], b"hello"[::-1], (1, 2, 3)[-2:], range(10)[2:8:3])
