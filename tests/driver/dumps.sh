# --emit: each stage, to standard output or named files; binary ones to files named like the source.
cat >a.py <<'PY'
def add(a, b):
    return a + b

def main():
    print(add(1, 2))

main()
PY
$REGIUS --emit=tokens a.py -o - | head -4
$REGIUS --emit=symtable a.py -o -
$REGIUS --emit=bytecode --function add a.py -o -
$REGIUS --emit=ast a.py -o - | head -c 60
echo
$REGIUS --emit=llvm-ir --function add a.py -o - | grep -c '^define'
$REGIUS --emit=asm --function add a.py -o - | grep -c 'add:$'
$REGIUS --emit=tokens=t.txt,ast=tree.txt,bytecode=a.bytecode,llvm-ir=a.ll,asm,obj,rbc a.py
echo "-> $?"
ls
$REGIUS a.rbc -o from-bytecode && ./from-bytecode
$REGIUS --emit=bytecode a.rbc -o - >again.txt
cmp again.txt a.bytecode && echo same
$REGIUS --emit=bytecode --function missing a.py -o -
echo "-> $?"
