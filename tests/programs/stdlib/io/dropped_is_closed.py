# A file that only an expression or a local variable refers to is closed at once.
import io, os, tempfile

folder = tempfile.mkdtemp()
path = os.path.join(folder, "file")
with open(path, "w") as file:
    file.write("one\ntwo\nthree\n")

def count():
    return len(os.listdir("/proc/self/fd"))
start = count()
def show(*values):
    print(*values, count() - start)

show(open(path).read())
show(open(path, encoding="ascii", newline="\n").readlines())
show(io.open(path, "rb").read(3))
show(open(path, "rb", buffering=0).read(3))
show(open(path, "a").write("four\n"))
show(list(open(path)))
show(sorted(open(path), reverse=True))
show(sum(len(line) for line in open(path)))
show([line[0] for line in open(path)])
show({line: len(line) for line in open(path)})
show(any("two" in line for line in open(path)))
print("printed", file=open(path, "a"))
show(max(open(path), key=len))
show(next(open(path)))
for line in open(path):
    pass
show("for", line)
for number, line in enumerate(open(path), 1):
    pass
show("enumerate", number)
for a, b in zip(open(path), open(path)):
    break
show("zip", a, b)
for line in open(path):
    if line.startswith("two"):
        break
show("break")
try:
    for line in open(path):
        raise ValueError
except ValueError:
    show("raised")
show([word for name in (path, path) for line in open(name) for word in line.split()])

def at_return():
    file = open(path)
    return file.readline()
show(at_return())
def written():
    file = open(path, "w")
    file.write("a\nb\n")
    for text in "cd":
        print(text, file=file)
    file.writelines(["e\n"])
written()
show(os.path.getsize(path))
def again():
    file = open(path)
    file.readline()
    file = open(path, "rb")
    show("reopened", file.closed, file.mode, file.tell())
    lines = [line for line in file]
    file.seek(0)
    return lines == [*file]
show(again())
def with_without_name():
    file = open(path)
    with file:
        show("inside", file.read())
    show("after", file.closed)
with_without_name()
def given():
    file = open(path)
    return file
file = given()
show(file.read(), file.closed)
file.close()

os.remove(path)
os.rmdir(folder)
