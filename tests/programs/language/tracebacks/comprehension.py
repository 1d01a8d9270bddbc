data = [1, 0]
r = [10 / x for x in data]
