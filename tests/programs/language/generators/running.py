def g():
    try:
        next(it)
    except ValueError as e:
        print(e)
    print(it.gi_running)
    yield 1
it = g()
print(it.gi_running, it.gi_suspended)
print(next(it), it.gi_running, it.gi_suspended)
