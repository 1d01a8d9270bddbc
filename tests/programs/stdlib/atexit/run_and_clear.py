# _run_exitfuncs runs and forgets the functions; _clear forgets them; what comes after os._exit does not run.
import atexit, os, sys

atexit.register(print, "run by hand")
atexit._run_exitfuncs()
print(atexit._ncallbacks())
atexit.register(print, "cleared")
atexit._clear()
print(atexit._ncallbacks())
atexit.register(print, "never")
sys.stdout.flush()
os._exit(0)
