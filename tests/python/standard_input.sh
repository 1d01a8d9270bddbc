echo 'print("from stdin", __name__)' | $PYTHON
echo 'import sys; print(sys.argv)' | $PYTHON - a b
printf 'a = 1\nprint(a)\na b\n' | $PYTHON
printf 'print(input())\n' > reads.py
echo text | $PYTHON reads.py
$PYTHON reads.py < /dev/null
