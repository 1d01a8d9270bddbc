# Functions of complex numbers, special values included.
import cmath

inf, nan = float("inf"), float("nan")
parts = (0.0, -0.0, 1.0, -2.5, 1e300, -1e-300, inf, -inf, nan)
for name in ("acos", "acosh", "asin", "asinh", "atan", "atanh", "cos", "cosh", "exp", "log", "log10", "sin", "sinh", "sqrt", "tan", "tanh", "phase", "polar", "isfinite", "isinf", "isnan"):
    function = getattr(cmath, name)
    for real in parts:
        row = []
        for imag in parts:
            try:
                row.append(function(complex(real, imag)))
            except Exception as error:
                row.append(f"{type(error).__name__}: {error}")
        print(name, real, row)
