inf, nan = float('inf'), float('nan')
for z in (0j, 1j, -1j, 1 + 2j, -1.5 - 0j, complex(-0.0, 1), complex(0, -0.0), complex(inf, nan), complex(1e20, -1e-7), complex(nan, -inf)):
    print(z, repr(z))
