mkdir -p pkg/sub
echo 'from . import sub; from .sub import thing; value = "pkg"' > pkg/__init__.py
echo 'thing = 7' > pkg/sub/__init__.py
echo 'import pkg.cycle_b; name = "a"' > pkg/cycle_a.py
echo 'import pkg.cycle_a; name = "b"' > pkg/cycle_b.py
echo 'raise RuntimeError("at import")' > pkg/fails.py
echo 'x = (' > pkg/broken.py
$PYTHON -B -c 'import pkg; print(pkg.value, pkg.sub.thing, pkg.__file__.endswith("pkg/__init__.py"), pkg)' | sed "s#$PWD#.#"
$PYTHON -B -c 'import pkg.cycle_a as a, pkg.cycle_b as b; print(a.name, b.name)'
$PYTHON -B -c 'import pkg.fails' 2>&1 | sed "s#$PWD#.#"
$PYTHON -B -c 'import pkg.broken' 2>&1 | sed "s#$PWD#.#"
$PYTHON -B -c 'import pkg.nothing'
$PYTHON -B -c 'from pkg import nothing' 2>&1 | sed "s#$PWD#.#"
$PYTHON -c 'import pkg'; ls pkg | grep -c __pycache__
$PYTHON -c 'import importlib, sys; m = importlib.import_module("pkg.sub"); print(m.__name__, importlib.reload(m) is m, type(m.__loader__).__name__, m.__spec__.origin.endswith("sub/__init__.py"))'
$PYTHON -c 'import importlib.util as u; s = u.spec_from_file_location("other", "pkg/sub/__init__.py"); m = u.module_from_spec(s); s.loader.exec_module(m); print(m.thing, m)'
