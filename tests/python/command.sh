$PYTHON -c 'import sys; print(sys.argv)' a -b
$PYTHON -c 'print(__name__, __builtins__.__name__)'
$PYTHON -c 'if 1:
    print("lines")
    1 / 0'
$PYTHON -c 'x ='
$PYTHON -c
