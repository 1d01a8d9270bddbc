# Where a frame stopped: at the except clause that did not match, at the end of finally, where the handler raised.
def no_match():
    try:
        1 / 0
    except TypeError as error:
        pass

def in_finally():
    try:
        1 / 0
    finally:
        pass

def in_handler():
    try:
        1 / 0
    except ZeroDivisionError as error:
        error.missing
        pass

def in_with():
    with open("/dev/null"):
        1 / 0
        pass

for function in no_match, in_finally, in_handler, in_with:
    try:
        function()
    except Exception as error:
        traceback = error.__traceback__.tb_next
        print(function.__name__, traceback.tb_lineno - function.__code__.co_firstlineno,
              traceback.tb_frame.f_lineno - function.__code__.co_firstlineno)
