# The inverse of the normal distribution.
import _statistics
from statistics import NormalDist

def attempt(*args):
    try:
        print(args, _statistics._normal_dist_inv_cdf(*args))
    except Exception as error:
        print(type(error).__name__, error)

for p in (1e-300, 1e-10, 0.01, 0.07, 0.075, 0.25, 0.5, 0.9, 0.925, 0.93, 0.999999, 1 - 1e-16):
    attempt(p, 0.0, 1.0)
    attempt(p, 100, 15)
attempt(0.0, 0, 1)
attempt(1, 0, 1)
attempt(-1, 0, 1)
attempt(0.5, 0, 0)
attempt(0.5, 0, -1)
attempt("x", 0, 1)
attempt(0.5, 0)
print(NormalDist(10, 2).inv_cdf(0.3), NormalDist().quantiles(5))
