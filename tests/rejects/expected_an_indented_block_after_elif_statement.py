if 1:
 a
elif 2:
b
