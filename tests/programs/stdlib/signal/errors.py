# Arguments that the functions of _signal refuse.
import signal, threading

def attempt(function, *args, **kwargs):
    try:
        print(function.__name__, function(*args, **kwargs))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)

attempt(signal.signal, 0, signal.SIG_DFL)
attempt(signal.signal, 65, signal.SIG_DFL)
attempt(signal.signal, signal.SIGKILL, signal.SIG_DFL)
attempt(signal.signal, signal.SIGUSR1, 5)
attempt(signal.signal, signal.SIGUSR1, "x")
attempt(signal.signal, "x", signal.SIG_IGN)
attempt(signal.signal, 2**40, signal.SIG_IGN)
attempt(signal.getsignal, 65)
attempt(signal.raise_signal, 100)
attempt(signal.siginterrupt, 0, True)
attempt(signal.strsignal, 0)
attempt(signal.default_int_handler, 1)
attempt(signal.set_wakeup_fd, 1000)
attempt(signal.set_wakeup_fd, -1)
attempt(signal.pthread_sigmask, signal.SIG_BLOCK, [0])
attempt(signal.pthread_sigmask, signal.SIG_BLOCK, [2**70])
attempt(signal.pthread_sigmask, 99, [])
attempt(signal.pthread_sigmask, signal.SIG_BLOCK, 3)
attempt(signal.sigtimedwait, [signal.SIGUSR1], -1)
attempt(signal.sigtimedwait, [signal.SIGUSR1], float("nan"))
attempt(signal.sigtimedwait, [signal.SIGUSR1], 1e300)
attempt(signal.setitimer, 99, 1)
attempt(signal.setitimer, signal.ITIMER_REAL, -1)
attempt(signal.getitimer, 99)
attempt(signal.pthread_kill, "x", 0)
attempt(signal.pthread_kill, threading.get_ident(), 200)
attempt(signal.pidfd_send_signal, 0, 0, 5)

def in_thread():
    attempt(signal.signal, signal.SIGUSR1, signal.SIG_DFL)
    attempt(signal.set_wakeup_fd, -1)

thread = threading.Thread(target=in_thread)
thread.start()
thread.join()
