# _thread.interrupt_main() counts as SIGINT or another signal; without a Python handler it does nothing.
import _thread, signal, threading, time

signal.signal(signal.SIGINT, signal.default_int_handler)
try:
    _thread.interrupt_main()
    print("not reached")
except KeyboardInterrupt:
    print("interrupted")
threading.Timer(0.05, _thread.interrupt_main).start()
try:
    while True:
        time.sleep(0.01)
except KeyboardInterrupt:
    print("interrupted by a thread")
except BaseException as error:
    print(error)
_thread.interrupt_main(signal.SIGTERM)
signal.signal(signal.SIGTERM, lambda n, frame: print("handler", n))
_thread.interrupt_main(signal.SIGTERM)
signal.signal(signal.SIGINT, signal.SIG_IGN)
_thread.interrupt_main()
for number in 0, 65:
    try:
        _thread.interrupt_main(number)
    except ValueError as error:
        print(error)
