import re

text = "ab" * 20000 + "c"
print(re.match("(?:a|b)*c", text).end(), re.match("(a|b)*c", text).span(1), re.match(".*?c", text).end(), re.match("(?:ab)*c", text).end())
