def attempt(f):
    try:
        f()
    except ImportError as e:
        print(type(e).__name__, "|", str(e).split(" (")[0], "|", e.name)
def a(): import no_such_module
def b(): from helper_a import nothing
def c(): import helper_a.sub
def d(): from no_pkg.x import y
def e(): from sys import nothing
def f(): from . import x
def g(): __import__("really_missing")
for x in (a, b, c, d, e, f, g):
    attempt(x)
