($PYTHON -c 'import time; time.sleep(0.5)
for i in range(100000): print(i)'; echo "status $?" >&2) | true
$PYTHON -c 'import sys; print(sys.stdin, sys.stdout)' <&- >&-
$PYTHON -c 'print(1)' > /dev/full; echo "status $?"
$PYTHON -c 'import sys; sys.stderr.write("to stderr\n"); print("to stdout")'
$PYTHON -c 'print("\ud800")'
$PYTHON -c 'import sys; print(sys.stdin.encoding, sys.stdout.line_buffering, sys.stderr.line_buffering)' < /dev/null
