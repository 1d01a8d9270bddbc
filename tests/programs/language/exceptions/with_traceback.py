try:
    raise ValueError
except ValueError as e:
    tb = e.__traceback__
print(tb.tb_lineno, tb.tb_next, tb.tb_frame.f_code.co_name)
e2 = KeyError("k").with_traceback(tb)
print(e2.__traceback__ is tb)
try:
    KeyError().with_traceback(3)
except TypeError as e:
    print(e)
def f():
    g()
def g():
    raise KeyError
try:
    f()
except KeyError as e:
    t = e.__traceback__
    while t:
        print(t.tb_lineno, t.tb_frame.f_code.co_name)
        t = t.tb_next
