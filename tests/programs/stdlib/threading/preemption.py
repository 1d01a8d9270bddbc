# A thread that only computes lets others run; a sleeping thread does too.
import threading, time

done = False
def finish():
    global done
    done = True

thread = threading.Thread(target=finish)
thread.start()
while not done:
    pass
thread.join()
order = []
def slow():
    time.sleep(0.1)
    order.append("slept")
thread = threading.Thread(target=slow)
thread.start()
order.append("main")
thread.join()
print(done, order)
