class L:
    def __init__(self):
        self.log = []

    def __getitem__(self, k):
        self.log.append(("get", k))
        return 10

    def __setitem__(self, k, v):
        self.log.append(("set", k, v))


def key():
    print("key once")
    return 3


l = L()
l[key()] += 5
print(l.log)
a = b = [1]
a += [2]
a *= 2
print(a, a is b)
t = u = (1,)
t += (2,)
print(t, u)
n = 7
n //= 2
n **= 3
n %= 10
n <<= 3
n |= 1
n ^= 2
n >>= 1
n &= 255
n -= 1
n /= 4
print(n)
