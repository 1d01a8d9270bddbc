# Other targets: objects for all of LLVM's, executables for those with a pack.
echo 'print("hello")' >a.py
$REGIUS --target list | grep -c 'x86_64'
for triple in aarch64-linux-gnu riscv64-linux-gnu s390x-linux-gnu wasm32-wasi x86_64-w64-mingw32; do
  $REGIUS --target $triple -c a.py -o $triple.o && od -An -tx1 -N4 $triple.o
done
$REGIUS --target riscv64-linux-gnu -S a.py -o - | grep -c 'ret$'
$REGIUS --target sparcv9-linux-gnu a.py -o out 2>&1 | grep error | sed 's: /.*/: :'
$REGIUS --target nonsense a.py -o out
echo "-> $?"
$REGIUS --cpu nonsense a.py -o out
echo "-> $?"
