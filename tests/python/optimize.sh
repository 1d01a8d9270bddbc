echo 'def f():
    "text"
    assert False, "checked"
    return __debug__
print(f.__doc__)
print(f())' > a.py
$PYTHON -O a.py
$PYTHON -OO a.py
$PYTHON a.py
