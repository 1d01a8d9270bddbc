# Files that were written and dropped without close() have their text when somebody looks: open, stat, rename, other
# processes, a second writer.
import os, subprocess, tempfile

folder = tempfile.mkdtemp()
path = os.path.join(folder, "file")

def save(text, mode="w"):
    file = open(path, mode)
    file.write(text)

def load():
    return open(path).read()

save("first")
print(load())
save("second")
save("third")
print(load(), os.path.getsize(path))
open(path, "w").write("expression")
print(os.stat(path).st_size, load())
save(b"bytes", "wb")
print(load())
save(" and more", "a")
print(load())
save("renamed")
os.rename(path, path + "2")
print(open(path + "2").read())
save("for a process")
print(subprocess.run(["cat", path], capture_output=True, text=True).stdout)
open(path, "w").write("for the shell")
print(os.popen("cat " + path).read())
open(path, "w").writelines(["a\n", "b\n"])
print([line for line in open(path)])
save("for a child")
child = os.fork()
if not child:
    os._exit(len(load()))
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), load())

kept = open(path, "w")
kept.write("held back")
print(os.path.getsize(path))
kept.flush()
print(os.path.getsize(path))
kept.close()
os.remove(path)
os.remove(path + "2")
os.rmdir(folder)
