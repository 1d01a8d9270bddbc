def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class C:
    def __complex__(self): return 1 + 2j
class F:
    def __float__(self): return 2.5
attempt(lambda: [complex(), complex(1), complex(1, 2), complex(1j, 2j), complex(imag=3), complex(C()), complex(F(), F()), complex(real=2, imag=1.5)])
for s in ('1', 'j', '-j', '1+2j', ' (1-2j) ', '1e5j', '+1.5-j', 'inf+nanj', '1_0+2j', '1 + 2j', 'a', '', '1+2', '(1', '1+2jj'):
    attempt(lambda: complex(s))
attempt(lambda: complex('1', 2))
attempt(lambda: complex(1, '2'))
attempt(lambda: complex([]))
attempt(lambda: complex(1, []))
attempt(lambda: complex(1, 2, 3))
