# Tracebacks on demand, after a time and on signals.
import faulthandler, os, re, signal, tempfile, time

def attempt(function, *args, **kwargs):
    try:
        print(function.__name__, function(*args, **kwargs))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)

def show(file):
    file.seek(0)
    print(re.sub("0x[0-9a-f]+", "0xID", file.read()).replace(os.path.dirname(os.path.abspath(__file__)) + "/", ""), end="")
    file.seek(0)
    file.truncate()

def inner(file, **kwargs):
    faulthandler.dump_traceback(file, **kwargs)
def outer(file, **kwargs):
    inner(file, **kwargs)

with tempfile.TemporaryFile("w+") as file:
    outer(file, all_threads=False)
    show(file)
    outer(file)
    show(file)
    print(faulthandler.is_enabled(), faulthandler.enable(file), faulthandler.is_enabled(), faulthandler.disable(), faulthandler.disable())
    faulthandler.dump_traceback_later(0.05, file=file)
    def sleeper():
        time.sleep(0.3)
    sleeper()
    show(file)
    faulthandler.dump_traceback_later(0.05, repeat=True, file=file)
    faulthandler.cancel_dump_traceback_later()
    time.sleep(0.1)
    show(file)
    print(faulthandler.register(signal.SIGUSR1, file=file, all_threads=False))
    def signalled():
        os.kill(os.getpid(), signal.SIGUSR1)
    signalled()
    show(file)
    print(faulthandler.unregister(signal.SIGUSR1), faulthandler.unregister(signal.SIGUSR1))
    attempt(faulthandler.dump_traceback_later, 0)
    attempt(faulthandler.dump_traceback_later, -1)
    attempt(faulthandler.dump_traceback_later, "x")
    attempt(faulthandler.dump_traceback_later)
    attempt(faulthandler.register, signal.SIGSEGV)
    attempt(faulthandler.register, 999)
    attempt(faulthandler.register, "x")
    attempt(faulthandler.enable, -1)
    attempt(faulthandler.enable, "x")
    attempt(faulthandler.dump_traceback, -1)
    attempt(faulthandler.cancel_dump_traceback_later)
