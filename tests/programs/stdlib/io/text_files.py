import os
path = "/tmp/regius-text-files.txt"
with open(path, "w", encoding="utf-8") as f:
    print(f.write("first\nsecond ünï\nthird"), f.tell())
with open(path, encoding="utf-8") as f:
    print(f.readline(), f.tell(), f.read(6), f.tell())
    position = f.tell()
    rest = f.read()
    f.seek(position)
    print(f.read() == rest, f.newlines)
with open(path, "a", newline="\r\n") as f:
    f.write("\nfourth\n")
with open(path, "rb") as f:
    print(f.read(), f.tell(), f.peek(1))
with open(path, newline="") as f:
    print([line for line in f])
with open(path, encoding="ascii", errors="replace") as f:
    print(f.read().count("\ufffd"))
for mode, kw in (("q", {}), ("rw", {}), ("rb", {"encoding": "utf-8"}), ("r", {"buffering": 0}), ("r", {"newline": "x"})):
    try:
        open(path, mode, **kw)
    except ValueError as e:
        print(e)
with open(path) as f:
    for act in (lambda: f.write("x"), lambda: f.seek(1, 1)):
        try:
            act()
        except OSError as e:
            print(type(e).__name__, e)
try:
    f.read()
except ValueError as e:
    print(e)
os.remove(path)
