a, None = 1
