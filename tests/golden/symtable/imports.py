import a.b, c.d as e
from f import g as h
def i():
    from j import k
