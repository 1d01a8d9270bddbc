# strings: building, splitting, replacing, formatting
def work(n):
    out = []
    for i in range(n):
        s = f"item-{i:05d}:{i * i}"
        parts = s.split(":")
        key = parts[0].upper().replace("ITEM", "key")
        out.append(key + "=" + parts[1][::-1])
    joined = ";".join(out)
    total = 0
    for piece in joined.split(";"):
        if piece.startswith("key-0") and not piece.endswith("0"):
            total += len(piece.strip("key-"))
    return total, joined.count("9"), joined.find("key-99999")


def accumulate(n):
    s = ""
    for i in range(n):
        s += chr(97 + i % 26)
    vowels = 0
    for c in s:
        if c in "aeiou":
            vowels += 1
    return len(s), vowels


print(work(400_000), accumulate(1_500_000))
