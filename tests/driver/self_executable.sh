# A program whose sys.executable is itself: what it starts so behaves like python, or says that it cannot.
PATH=/usr/bin:/bin
cat >plain.py <<'PY'
import subprocess, sys, os
print(sys.argv[1:], sys.executable == os.path.abspath("plain"), "REGIUS_STARTED_AS_PYTHON" in os.environ)
sys.stdout.flush()
if len(sys.argv) < 3:
    print(subprocess.run([sys.executable, "-c", "print(1)"]).returncode)
    subprocess.run([sys.executable, sys.argv[0], "as a", "script"])
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *sys.argv, "again", "with execv"])
PY
$REGIUS plain.py && ./plain
cat >dynamic.py <<'PY'
import os, subprocess, sys
print(eval("sys.argv[1:]"), flush=True)
if len(sys.argv) == 1:
    subprocess.run([sys.executable, "-c", "import sys; print(sys.argv, sys.executable.endswith('dynamic'))", "x"])
    subprocess.run([sys.executable, "-"], input=b"print('from standard input')")
    subprocess.run([sys.executable, "-c", "import subprocess, sys; subprocess.run([sys.executable, '-c', 'print(\"grandchild\")'])"])
    subprocess.run([sys.executable, __file__.replace(".py", ""), "itself"])
    os.spawnv(os.P_WAIT, sys.executable, [sys.executable, "-c", "print('spawned')"])
    os.waitpid(os.posix_spawn(sys.executable, [sys.executable, "-c", "print('posix_spawn')"], os.environ), 0)
PY
$REGIUS dynamic.py && ./dynamic
cat >spawned.py <<'PY'
import multiprocessing

def work(queue, n):
    queue.put(n * n)

if __name__ == "__main__":
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    processes = [context.Process(target=work, args=(queue, n)) for n in range(3)]
    for process in processes:
        process.start()
    print(sorted(queue.get() for _ in processes))
    for process in processes:
        process.join()
    print([process.exitcode for process in processes])
PY
$REGIUS --eval=always spawned.py && timeout 50 ./spawned
