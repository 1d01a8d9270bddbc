a and b and c or d or not e
a < b <= c != d
a is not b in c not in d is e
a if b else c if d else e
not a == b
