n = 0
def outer():
    n = 10
    def inc():
        nonlocal n
        n += 1
        return n
    def set_global():
        global n, fresh
        n = 'g'
        fresh = 1
    inc(); inc(); set_global()
    return n
print(outer(), n, fresh)
