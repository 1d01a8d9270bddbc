# Interactive mode in a terminal: editing, history, completion, interruption, and the history file.
cat > keys <<'KEYS'
out = open('result', 'w')\r
value = 41\r
print(valux\x7fe + 1, file=out)\r
\x1b[A\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D\x1b[D0\r
print(val\t, 'completed', file=out)\r
out.writelin\t['completed method\\n'])\r
broken line\x03
print('after ^C', file=out)\r
def f():\r
    return 'two lines'\r
\r
print(f(), input('name? '), file=out)\r
J\xc3\xb6rg\r
out.close()\r
\x04
KEYS
terminal=$(dirname "$0")/terminal.py
/usr/bin/python3 $terminal "$PYTHON" -q < keys
cat result
echo -- history
cat "$HOME/.python_history"
echo -- a second session goes on with it
cat > keys <<'KEYS'
import readline; open('result', 'w').write(readline.get_history_item(2) + '\\n')\r
exit(3)\r
KEYS
/usr/bin/python3 $terminal "$PYTHON" -q < keys
cat result
tail -n 1 "$HOME/.python_history"
