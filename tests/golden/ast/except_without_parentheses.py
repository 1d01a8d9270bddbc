try:
    a
except A, B:
    b
try:
    a
except* A, B, C:
    b
