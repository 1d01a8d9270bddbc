print([hash(x) for x in (0.0, -0.0, 1.5, -1.5, 1e300, 2.0**61, float('inf'), float('-inf'), 0.1, 5e-324, 1e16)])
