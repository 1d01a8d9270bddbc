# Where modules come from: the script's folder, -I, PYTHONPATH, --site, packages with -m; those not found.
mkdir -p lib site pkg
echo 'name = "lib"' >lib/one.py
echo 'name = "path"' >two.py
mkdir path && mv two.py path
echo 'name = "site"' >site/three.py
cat >a.py <<'PY'
import one, two, three
print(one.name, two.name, three.name)
try:
    import absent
except ImportError as error:
    print(error)
import gone
PY
PYTHONPATH=path $REGIUS -I lib --site site a.py -o a && ./a
echo "-> $?"
echo 'from . import part; print(__name__, __package__, part.x)' >pkg/__main__.py
echo 'x = 1' >pkg/part.py
$REGIUS -m pkg -o p && ./p
touch pkg/__init__.py
$REGIUS -m pkg -o p && ./p
$REGIUS -m pkg.part -o p && ./p
echo 'import part_with_error' >b.py
echo 'def f(:' >part_with_error.py
$REGIUS b.py -o b
echo "-> $?"
