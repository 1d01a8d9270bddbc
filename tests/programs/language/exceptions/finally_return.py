def f():
    try:
        return 1
    finally:
        return 2

def g():
    try:
        raise ValueError
    finally:
        return "swallowed"

def h():
    for i in range(3):
        try:
            continue
        finally:
            print("f", i)
    while True:
        try:
            break
        finally:
            print("broke")
    return "done"

print(f(), g(), h())
