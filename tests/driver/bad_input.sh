# What cannot be read or written: one error, exit status 1, nothing left behind.
attempt() {
  $REGIUS "$@"
  echo "-> $?"
}
echo 'print("hello")' >a.py
mkdir folder
attempt missing.py
attempt folder
attempt -m missing
printf 'x = "\xff"\n' >latin.py
attempt latin.py
printf 'x = 1\0\n' >null.py
attempt null.py
printf '# coding: nonsense\n' >coding.py
attempt coding.py
printf 'def f(:\n' >syntax.py
attempt syntax.py -o out
printf 'garbage' >bad.rbc
attempt bad.rbc
$REGIUS --emit=rbc a.py
head -c 40 a.rbc >short.rbc
attempt short.rbc
attempt a.py -o folder
attempt a.py -o missing/out
attempt a.py -o /dev/full
attempt --emit=ast a.py -o /dev/full
attempt --python-lib=missing a.py -o out
echo old >kept
attempt syntax.py -o kept
cat kept
ls
