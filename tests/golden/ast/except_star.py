try:
    a
except* B as c:
    d
except* (E, F):
    g
