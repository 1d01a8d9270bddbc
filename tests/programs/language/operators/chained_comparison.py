def v(n):
    print("eval", n)
    return n


print(v(1) < v(2) < v(3))
print(v(3) < v(2) < v(1))
print(1 < 2 == 2 != 3 in [3] is not None)
print(1 == 1.0 == True, "a" < "b" <= "b")
