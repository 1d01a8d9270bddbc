# Numbers that do not fit the C type of an argument.
import os

for function in os.close, os.isatty, os.dup, os.fstat, os.strerror, os.WIFEXITED, os.getpgid, os.getsid, os.fsync, os.setuid:
    for number in 2**40, -2**40, 2**70, -2**70, "x":
        try:
            print(function.__name__, function(number))
        except Exception as error:
            print(function.__name__, type(error).__name__, error)
