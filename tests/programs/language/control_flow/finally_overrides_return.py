def f():
    try: return 1
    finally: return 2
def g():
    for i in range(3):
        try: raise KeyError(i)
        finally: continue
    return 'swallowed'
def h():
    while True:
        try: return 'lost'
        finally: break
    return 'kept'
print(f(), g(), h())
