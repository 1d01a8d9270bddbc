# A coroutine that only its frame was asked of is gone at once; the frame stays.
import warnings


async def f():
    local = 1


with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter('always')
    frame = f().cr_frame
    print(len(told), *(w.message for w in told))
print(frame.f_code.co_name)


def g():
    try:
        yield 1
    finally:
        print('left')


print(g().gi_frame.f_lineno)
x = g()
frame = x.gi_frame
x.close()
print(frame.f_lineno)
