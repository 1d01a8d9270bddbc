# dicts and strings: counting words of a generated text
def text(n):
    words = []
    seed = 42
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        words.append("w" + str((seed >> 8) % 5003))
    return " ".join(words)


def count(data):
    counts = {}
    for word in data.split():
        counts[word] = counts.get(word, 0) + 1
    return counts


data = text(400_000)
total = 0
for _ in range(16):
    c = count(data)
    total += len(c)
top = sorted(c.items(), key=lambda item: (-item[1], item[0]))[:3]
print(total, top)
