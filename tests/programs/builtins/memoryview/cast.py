m = memoryview(bytearray(range(16)))
print(m.cast("H").tolist(), m.cast("i").shape, m.cast("d").itemsize)
g = m.cast("B", (2, 8))
print(g.tolist(), g[1, 2], g.shape, g.strides, g.ndim)
