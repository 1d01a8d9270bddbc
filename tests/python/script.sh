echo 'import sys, helper; print(__file__, sys.argv, helper.value, sys.path[0] == __import__("os").getcwd())' > main.py
echo 'value = 42; print(__name__)' > helper.py
$PYTHON main.py x -c y
$PYTHON ./main.py
mkdir app; echo 'print("app", __name__)' > app/__main__.py
$PYTHON app
$PYTHON missing.py 2>&1 | sed 's/^.*python[^:]*: //'
echo 'def f(:' > bad.py
$PYTHON bad.py
echo 'def f():
    raise ValueError("from f")
f()' > raises.py
$PYTHON raises.py
