# Kinds of output: executables of all levels, object, assembly, with and without symbols.
echo 'print("hello", sum(range(5)))' >a.py
$REGIUS a.py && ./a
for option in -O0 -O1 -O3 -g -s -static --no-cache --eval=always --eval=never --interpret --cpu=native; do
  $REGIUS $option a.py -o program && ./program
done
$REGIUS -c a.py && $REGIUS -S a.py && ls
head -c 4 a.o | tail -c 3
echo
$REGIUS -g a.py -o with && $REGIUS a.py -o without && $REGIUS -s a.py -o stripped
[ "$(stat -c %s with)" -gt "$(stat -c %s without)" ] && [ "$(stat -c %s without)" -gt "$(stat -c %s stripped)" ] && echo sizes
$REGIUS -ftime-report a.py -o program 2>&1 | sed 's/.* ms  //'
$REGIUS -v a.py -o program 2>&1 | head -1
$REGIUS a.py -o - >piped && chmod +x piped && ./piped
echo 'print(eval("1 + 1"))' >e.py
$REGIUS --eval=never e.py -o e
./e
echo "-> $?"
$REGIUS --as-python a.py -o python && ./python -c 'print("as python")'
