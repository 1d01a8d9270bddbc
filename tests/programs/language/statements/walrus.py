import re

if (m := re.match(r"(\d+)", "42abc")) is not None:
    print(m.group(1))
n = 10
while (n := n - 3) > 0:
    print(n)
print((a := 1, a + 1), a)
