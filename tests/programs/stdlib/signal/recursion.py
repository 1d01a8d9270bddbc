# A function that only calls itself is interrupted as well, and lets other threads run.
import signal, threading

def stop(number, frame):
    raise TimeoutError(number)

def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

signal.signal(signal.SIGALRM, stop)
signal.setitimer(signal.ITIMER_REAL, 0.05)
try:
    fib(60)
except TimeoutError as error:
    print("stopped", error)

done = False
def finish():
    global done
    done = True

def wait(n):
    return done or wait(n - 1) or wait(n - 1) if n else done

threading.Thread(target=finish).start()
print(wait(500))
