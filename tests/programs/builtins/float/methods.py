def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


for x in (0.0, 1.5, -0.1, 1e300, 5e-324):
    print(x.as_integer_ratio(), x.is_integer(), x.hex(), x.real, x.imag, x.conjugate(), x.__trunc__(), x.__floor__(), x.__ceil__())
attempt(lambda: float('nan').as_integer_ratio())
attempt(lambda: float('inf').as_integer_ratio())
