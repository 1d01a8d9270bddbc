mkdir -p pack/inner
echo 'import sys; print(__name__, __package__, __spec__.name, [a.rpartition("/")[2] for a in sys.argv])' > pack/__main__.py
echo 'print("init", __name__)' > pack/__init__.py
echo 'print("single", __name__)' > single.py
$PYTHON -m pack 1 2
$PYTHON -m single
$PYTHON -m pack.inner
$PYTHON -m missing_module
$PYTHON -m
