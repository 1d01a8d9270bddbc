# Decimal literals obey the limit that is in force.
import sys

for limit in (1000, 0, 4300):
    sys.set_int_max_str_digits(limit)
    for size in (999, 1001, 4301):
        for source in ("9" * size, "0x" + "f" * size, "1_" * (size // 2) + "1"):
            try:
                compile(source, "f", "exec")
            except SyntaxError as error:
                print(limit, size, error.msg, error.lineno, error.offset)
