status() { "$@"; echo "status $?"; }
status $PYTHON -c 'import sys; sys.exit()'
status $PYTHON -c 'import sys; sys.exit(3)'
status $PYTHON -c 'import sys; sys.exit("message")'
status $PYTHON -c 'import sys; sys.exit(-1)'
status $PYTHON -c 'raise SystemExit(257)'
status $PYTHON -c 'raise SystemExit([1])'
status $PYTHON -c '1/0'
status $PYTHON -c 'import os; os._exit(9)'
status $PYTHON -c 'raise KeyboardInterrupt' 2> /dev/null
status $PYTHON -c 'import atexit; atexit.register(print, "at exit"); raise SystemExit(4)'
status $PYTHON --no-such-option > /dev/null 2>&1
status $PYTHON -Z > /dev/null 2>&1
