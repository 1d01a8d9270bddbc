print(2.0**0.5, (-8.0)**2, (-8.0)**3, 4**0.5, 0.0**0, 1.0**float('nan'), float('nan')**0, 2**-1.0)
print((-1.0)**float('inf'), 0.5**float('inf'), float('-inf')**3, float('-inf')**-2)
r = (-8)**(1/3)
print(type(r), abs(r - (1 + 3**0.5 * 1j)) < 1e-12)
