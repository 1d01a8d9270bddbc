try:
    a
except:
    b
try:
    a
except B:
    c
except (D, E) as f:
    g
else:
    h
finally:
    i
