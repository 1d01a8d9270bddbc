# Arguments, bases of logarithms, rect and isclose.
import cmath

def attempt(function, *args, **kwargs):
    try:
        print(function.__name__, function(*args, **kwargs))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)

class Number:
    def __complex__(self):
        return 3 + 4j
class Index:
    def __index__(self):
        return 7
class Wrong:
    def __complex__(self):
        return 5.0
for value in (4, True, 2.5, Number(), Index(), Wrong(), "1", None, 10**400):
    attempt(cmath.sqrt, value)
attempt(cmath.log, 8, 2)
attempt(cmath.log, 8j, 1 + 1j)
attempt(cmath.log, 0)
attempt(cmath.log, 5, 1)
attempt(cmath.log, 5, 0)
attempt(cmath.log, 0, 5)
for r, phi in ((1, 0), (2, cmath.pi / 2), (0, 5), (-1, 1), (float("inf"), 1), (float("inf"), 0.0), (1, float("inf")), (0, float("inf")), (float("nan"), 0), ("x", 1)):
    attempt(cmath.rect, r, phi)
attempt(cmath.isclose, 1 + 1j, 1 + 1.0000000001j)
attempt(cmath.isclose, 1, 2, rel_tol=0.6)
attempt(cmath.isclose, 1, 2, abs_tol=5)
attempt(cmath.isclose, 1, 2, rel_tol=-1)
attempt(cmath.isclose, cmath.inf, cmath.inf)
attempt(cmath.isclose, cmath.nan, cmath.nan)
attempt(cmath.isclose, 1)
attempt(cmath.sqrt)
attempt(cmath.exp, 1000)
attempt(cmath.cosh, 1000 + 1j)
print(cmath.pi, cmath.e, cmath.tau, cmath.inf, cmath.infj, cmath.nan, cmath.nanj)
for z in (1 + 2j, -3 + 0.5j, 1e-8 + 1e-9j, 1e200 + 1e200j, 5e-324 + 5e-324j, 0.5 + 0j, 2 - 0j, -1.0 + 1e-20j, 1 + 1e-17j, 1e154 + 1e154j):
    print([f(z) for f in (cmath.sqrt, cmath.log, cmath.exp if abs(z) < 100 else cmath.phase, cmath.atan, cmath.asin, cmath.acosh, cmath.atanh)])
