# A keyword given twice is a TypeError inside `except` as well.
#
# CPython 3.11 raises KeyError there, since it looks for an exception that has not been normalised (a bug, mended in 3.12).
def call():
    try:
        (lambda **keywords: keywords)(**{"a": 1}, a=2)
    except (TypeError, KeyError) as error:
        print(type(error).__name__)


call()
try:
    1 // 0
except ZeroDivisionError:
    call()
