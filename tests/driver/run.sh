# regius run: arguments, exit status, standard input, nothing left behind.
cat >a.py <<'PY'
import sys
print(sys.argv[1:], sys.stdin.read())
sys.exit(3)
PY
echo text | $REGIUS run a.py -x --version b
echo "-> $?"
echo text | $REGIUS run --interpret a.py
echo "-> $?"
$REGIUS run missing.py
echo "-> $?"
echo 'import os; os.kill(os.getpid(), 15)' >k.py
$REGIUS run k.py
echo "-> $?"
ls
