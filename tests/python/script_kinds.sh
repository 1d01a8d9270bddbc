# Scripts: the paths they see, compiled ones, folders and zip files with a __main__.
cat >script.py <<'PY'
import sys
print(__name__, __file__, sys.argv, sys.path[0], (lambda: 0).__code__.co_filename, type(__loader__).__name__)
PY
$PYTHON script.py a
$PYTHON ./script.py
$PYTHON "$PWD/script.py"
mkdir package
cp script.py package/__main__.py
$PYTHON package b
$PYTHON -c 'import py_compile; py_compile.compile("script.py", cfile="compiled.pyc")'
$PYTHON compiled.pyc c
echo text >wrong.pyc
$PYTHON wrong.pyc
$PYTHON -c 'import zipfile
with zipfile.ZipFile("archive.zip", "w") as file: file.write("script.py", "__main__.py")'
$PYTHON archive.zip d
