# Attributes of a pseudo-terminal, changed and read back.
import os, termios, tty

def attempt(function, *args):
    try:
        print(function.__name__, function(*args))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)

master, slave = os.openpty()
mode = termios.tcgetattr(slave)
print(mode)
attempt(termios.tcsetattr, slave, termios.TCSANOW, mode)
raw = mode[:6] + [mode[6][:]]
raw[3] &= ~termios.ICANON
raw[6][termios.VMIN] = 3
raw[6][termios.VTIME] = b"\x02"
attempt(termios.tcsetattr, slave, termios.TCSADRAIN, raw)
print(termios.tcgetattr(slave)[6][:8])
for wrong in 5, [1], tuple(mode), mode[:6] + [5], mode[:6] + [[1]], mode[:6] + [["x"] * 32], mode[:6] + [[b"ab"] * 32], ["x"] + mode[1:], mode[:4] + [999] + mode[5:]:
    attempt(termios.tcsetattr, slave, termios.TCSANOW, wrong)
attempt(termios.tcsetattr, slave, 9, mode)
attempt(termios.tcgetattr, "x")
attempt(termios.tcgetattr, os.pipe()[0])
attempt(termios.tcsetwinsize, slave, (10, 20))
attempt(termios.tcgetwinsize, master)
for wrong in 5, (1,), (1, 10**6), ("x", 2):
    attempt(termios.tcsetwinsize, slave, wrong)
attempt(termios.tcsendbreak, slave, 0)
attempt(termios.tcdrain, slave)
attempt(termios.tcflush, slave, 99)
attempt(termios.tcflow, slave, 99)
tty.setraw(slave)
print(termios.tcgetattr(slave)[:4])
print(termios.error.__mro__[1], termios.error.__module__)
print([(name, getattr(termios, name)) for name in dir(termios) if name.isupper()])
