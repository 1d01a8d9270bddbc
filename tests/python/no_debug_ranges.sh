# -X no_debug_ranges: no marks in tracebacks, no columns.
printf 'x = 1 / 0\n' >zero.py
$PYTHON -X no_debug_ranges zero.py
PYTHONNODEBUGRANGES=1 $PYTHON -c 'print(list(compile("x", "f", "eval").co_positions())[1])'
$PYTHON -c 'print(list(compile("x", "f", "eval").co_positions())[1])'
