s = "abc"
try:
    s[0] = "x"
except TypeError as e:
    print(e)
t = s
t += "d"
print(s, t, s * 2, "b" in s, s[1], s[-1])
try:
    s[5]
except IndexError as e:
    print(e)
