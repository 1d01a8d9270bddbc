# Options that are wrong or print and exit; the exit status after each.
attempt() {
  $REGIUS "$@"
  echo "-> $?"
}
echo 'print("hello")' >a.py
cp a.py b.py
attempt --version | sed 's/[0-9.]\+/N/g'
$REGIUS --help | head -3
attempt
attempt --functoin f a.py
attempt --wall a.py
attempt -O4 a.py
attempt a.py b.py
attempt -o
attempt --emit=bytcode a.py
attempt --doc=opcode
attempt --eval=maybe a.py
attempt -m a a.py
$REGIUS --doc=opcodes | head -3
ls
