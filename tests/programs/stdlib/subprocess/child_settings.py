# What the child gets: descriptors, session, umask, signals, preexec_fn, and no blocked signals in threads.
import os, signal, subprocess, threading

def output(*args, **kwargs):
    return subprocess.run(*args, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **kwargs).stdout

reader, writer = os.pipe()
subprocess.run(["sh", "-c", f"echo passed >&{writer}"], pass_fds=[writer])
print(os.read(reader, 20))
print(subprocess.run(["sh", "-c", f"echo closed >&{writer}"], stderr=subprocess.DEVNULL).returncode)
os.set_inheritable(writer, True)
subprocess.run(["sh", "-c", f"echo open >&{writer}"], close_fds=False)
print(os.read(reader, 20))
print(output(["sh", "-c", "test $(cut -d' ' -f6 /proc/$$/stat) = $$ && echo new session"], start_new_session=True))
print(output(["sh", "-c", "test $(cut -d' ' -f5 /proc/$$/stat) = $$ && echo new group"], process_group=0))
print(output(["sh", "-c", "umask"], umask=0o27))
print(output(["grep", "SigIgn", "/proc/self/status"]), output(["grep", "SigIgn", "/proc/self/status"], restore_signals=False))

signal.signal(signal.SIGUSR1, lambda *args: None)
def in_thread():
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    print(output(["grep", "SigCgt", "/proc/self/status"]))
thread = threading.Thread(target=in_thread)
thread.start()
thread.join()

def prints():
    os.write(1, b"before exec\n")

def fails():
    raise LookupError

print(output(["echo", "program"], preexec_fn=prints))
try:
    output(["echo", "program"], preexec_fn=fails)
except subprocess.SubprocessError as error:
    print(type(error).__name__, error)
