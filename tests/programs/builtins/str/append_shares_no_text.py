base = "x" * 200
longer = base + "y" + "z"
first = longer + "1"
second = longer + "2"
wide = first + "日"
print(first[-3:], second[-3:], longer[-2:], wide[-2:], len(base), len(wide))
s = ""
for i in range(1000):
    s += chr(97 + i % 26)
print(len(s), s[500:510], s.count("a"))
