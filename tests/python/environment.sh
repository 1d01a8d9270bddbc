mkdir lib; echo 'print("found", __name__)' > lib/extra.py
PYTHONPATH=lib $PYTHON -c 'import extra'
PYTHONPATH=lib $PYTHON -E -c 'import extra'
PYTHONPATH=lib $PYTHON -I -c 'import extra'
PYTHONHASHSEED=1 $PYTHON -c 'print(hash(1), len({str(i) for i in range(9)}))'
PYTHONHASHSEED=x $PYTHON -c 'print(1)' > /dev/null 2>&1; echo "status $?"
PYTHONIOENCODING=latin-1 $PYTHON -c 'print("\xe9")' | od -An -tx1
PYTHONIOENCODING=ascii:backslashreplace $PYTHON -c 'print("\xe9")'
PYTHONIOENCODING=ascii $PYTHON -c 'print("\xe9")'
PYTHONUTF8=1 LC_ALL=C $PYTHON -c 'import sys; print(sys.stdout.encoding)'
LC_ALL=C.UTF-8 $PYTHON -c 'import sys; print(sys.stdout.encoding, sys.stderr.errors)'
PYTHONUNBUFFERED=1 $PYTHON -c 'import os; print("a"); os._exit(0)'
$PYTHON -u -c 'import os; print("b", end=""); os._exit(0)'
