f = lambda x, y=a(), *z, w=1: x + y
