a = 3 if True
