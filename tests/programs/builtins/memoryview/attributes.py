m = memoryview(b"abcd")
print(m.nbytes, m.format, m.itemsize, m.shape, m.strides, m.ndim, m.readonly, m.contiguous, m.c_contiguous, m.f_contiguous, m.suboffsets, m.obj)
