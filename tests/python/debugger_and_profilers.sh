# The debugger, the tracer and the profilers of the library, as programs.
cat > program.py <<'END'
def fact(n):
    if n < 2:
        return 1
    r = n * fact(n - 1)
    return r


def main():
    total = 0
    for i in range(3):
        total += fact(i)
    print(total)


main()
END
printf '%s\n' 'b fact' c 'p n' c u 'p i' '!total = 10' d r n s 'cl 1' c q | "$PYTHON" -m pdb program.py
"$PYTHON" -m trace --count --missing --summary -C . program.py
cat program.cover
"$PYTHON" -m trace --trace program.py
"$PYTHON" -m trace --trackcalls program.py | grep program
for profiler in profile 'cProfile -s name'; do
  "$PYTHON" -m $profiler program.py | sed -e 's/[0-9][0-9]*\.[0-9][0-9]*/T/g' -e 's/at 0x[0-9a-f]*/at A/' | grep -v setprofile
done
