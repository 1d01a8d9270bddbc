# PYTHONSTARTUP runs before the first prompt, in __main__; its errors are shown; -E and a script ignore it.
cat > start.py <<'PY'
import sys
started = 'yes'
print('starting', __name__, sys.argv)
PY
echo '1/0' > broken.py
echo 'raise SystemExit(4)' > leaving.py
PYTHONSTARTUP=start.py "$PYTHON" -q -i <<< 'print(started)' 2>&1 | tr -d '>' ; echo
PYTHONSTARTUP=broken.py "$PYTHON" -q -i <<< 'print(5)' 2>&1 | tr -d '>'; echo
PYTHONSTARTUP=missing.py "$PYTHON" -q -i <<< 'print(6)' 2>&1 | tr -d '>'; echo
PYTHONSTARTUP=leaving.py "$PYTHON" -q -i <<< 'print(7)'; echo "status $?"
PYTHONSTARTUP=start.py "$PYTHON" -E -q -i <<< 'print("started" in globals())' 2>&1 | tr -d '>'; echo
PYTHONSTARTUP=start.py "$PYTHON" <<< 'print("started" in globals())'
echo 'print("script")' > script.py
PYTHONSTARTUP=start.py "$PYTHON" -i script.py <<< 'print("started" in globals())' 2>&1 | tr -d '>'; echo
