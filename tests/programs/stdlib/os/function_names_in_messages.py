# Messages about the number of arguments name the module of a function.
import math, os, time

for function, arguments in (os.getpid, (1,)), (time.time, (1,)), (math.sin, ()), (len, ()), (os.pipe2, (1, 2)), ([].append, ()):
    try:
        function(*arguments)
    except TypeError as error:
        print(error)
try:
    math.sin(x=1)
except TypeError as error:
    print(error)
