x = [[a * b for a in c] for c in d if c]
y = {a: b for a, b in d}
z = {a for a in d for b in [a + 1] if b}
