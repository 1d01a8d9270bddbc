def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: 1 + 'a')
attempt(lambda: 1 - None)
attempt(lambda: 2 ** 'x')
attempt(lambda: 1 < 'a')
attempt(lambda: 1 & 2.0)
attempt(lambda: 1 << 2.0)
print((1).__add__('a'), (1).__lt__(2.0), (1).__pow__(2), (1).__rsub__(5), int.__mul__(3, 4), (7).__divmod__(2), (7).__rdivmod__(20), (2).__pow__(3, 5))
