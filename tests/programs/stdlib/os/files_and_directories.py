import os
base = "/tmp/regius-os-test"
os.makedirs(base + "/a/b", exist_ok=True)
with open(base + "/a/f.txt", "w") as f:
    f.write("x" * 10)
print(sorted(os.listdir(base + "/a")), os.path.getsize(base + "/a/f.txt"))
print(sorted((e.name, e.is_dir(), e.is_file()) for e in os.scandir(base + "/a")))
os.symlink("f.txt", base + "/a/link")
print(os.readlink(base + "/a/link"), os.path.islink(base + "/a/link"))
os.rename(base + "/a/f.txt", base + "/a/g.txt")
for root, dirs, files in os.walk(base):
    print(root, sorted(dirs), sorted(files))
for act in (lambda: os.mkdir(base), lambda: os.rmdir(base), lambda: os.stat(base + "/none")):
    try:
        act()
    except OSError as e:
        print(type(e).__name__, e)
os.remove(base + "/a/link")
os.unlink(base + "/a/g.txt")
os.removedirs(base + "/a/b")
print(os.path.exists(base), os.fspath("x"), os.path.normpath("/a/./b/../c//d"))
