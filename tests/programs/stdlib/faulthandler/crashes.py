# What a crashing process leaves on standard error.
import faulthandler, os, re, sys

def crash(way):
    getattr(faulthandler, way)()

for way in ("_sigsegv", "_sigabrt", "_sigfpe", "_read_null"):
    r, w = os.pipe()
    sys.stdout.flush()
    if os.fork() == 0:
        import resource
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        faulthandler.enable(w, all_threads=False)
        crash(way)
        os._exit(0)
    os.close(w)
    text = b""
    while data := os.read(r, 1000):
        text += data
    os.close(r)
    status = os.wait()[1]
    print(way, os.WTERMSIG(status))
    print([re.sub(r'File ".*crashes.py"', "File", line) for line in text.decode().splitlines() if not line.startswith("Extension")])
