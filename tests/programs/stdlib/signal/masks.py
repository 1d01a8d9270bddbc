# Blocked signals stay pending until they are unblocked or waited for.
import os, signal

number = signal.SIGUSR1
signal.signal(number, lambda n, frame: print("handled", n))
print(signal.pthread_sigmask(signal.SIG_BLOCK, [number]), signal.sigpending())
signal.raise_signal(number)
print(signal.sigpending())
print(signal.pthread_sigmask(signal.SIG_UNBLOCK, [number]), signal.sigpending())
signal.pthread_sigmask(signal.SIG_BLOCK, {number, signal.SIGUSR2})
os.kill(os.getpid(), number)
print(repr(signal.sigwait([number, signal.SIGUSR2])))
os.kill(os.getpid(), signal.SIGUSR2)
info = signal.sigwaitinfo([signal.SIGUSR2])
print(info.si_signo, info.si_code, info.si_pid == os.getpid(), len(info), type(info))
print(signal.sigtimedwait([number], 0), signal.sigtimedwait([number], 0.01))
os.kill(os.getpid(), number)
print(signal.sigtimedwait([number], 10).si_signo)
print(len(signal.valid_signals()), signal.SIGRTMIN in signal.valid_signals(), signal.NSIG in signal.valid_signals())
print(signal.strsignal(signal.SIGTERM), signal.strsignal(32), signal.strsignal(signal.SIGRTMIN))
print(signal.ItimerError, signal.ItimerError.__mro__[1])
