for n in (0, 1, -1, 255, -256, 2**64, -2**100):
    print(n.bit_length(), n.bit_count(), n.as_integer_ratio(), n.conjugate(), n.real, n.imag, n.numerator, n.denominator)
print((5).__floor__(), (5).__ceil__(), (5).__trunc__(), True.__index__(), (7).__getnewargs__())
