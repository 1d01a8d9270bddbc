# Modules that nobody knew when the program was built: found on sys.path, with what they import themselves.
mkdir -p lib plugins
cat >lib/helper.py <<'PY'
name = "helper"
PY
cat >app.py <<'PY'
import importlib, sys
sys.path.insert(0, "plugins")
for name in sys.argv[1:]:
    try:
        module = importlib.import_module(name)
    except ImportError as error:
        print(error)
    else:
        print(module.__name__, module.run())
PY
$REGIUS app.py -o app
cat >plugins/plug.py <<'PY'
import json, math, zlib
import other
def run():
    return math.floor(2.5), json.dumps([1]), zlib.crc32(b"a"), other.value
PY
echo 'value = 5' >plugins/other.py
echo 'import absent_part' >plugins/broken.py
./app plug broken absent
cat >builtin.py <<'PY'
import sys
sys.path.insert(0, "plugins")
print(__import__(sys.argv[1]).value, list(map(lambda n: __import__(n).__name__, sys.argv[1:])))
PY
$REGIUS builtin.py -o builtin && ./builtin other json
# Names that stand there need no compiler in the program.
cat >fixed.py <<'PY'
import importlib
print(importlib.import_module("helper").name, __import__("helper", globals(), None, ["name"]).name)
PY
$REGIUS -I lib fixed.py -o fixed && ./fixed
$REGIUS --eval=never app.py -o never && ./never plug
[ $(stat -c %s fixed) -lt 3000000 ] && [ $(stat -c %s app) -gt 5000000 ] && echo "small without, larger with"
