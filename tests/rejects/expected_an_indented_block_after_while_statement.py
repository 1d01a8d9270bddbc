while 1:
z
