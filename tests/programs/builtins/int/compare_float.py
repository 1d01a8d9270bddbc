big = 2**53
print(big + 1 == float(big), big + 1 > float(big), big < big + 0.0, 10**400 > 1e308, -10**400 < float('-inf'))
print(10**400 < float('inf'), 1 < float('nan'), 1 == float('nan'), 3 < 3.5, 4 > 3.5, 2**62 == 2.0**62, 2**62 - 1 < 2.0**62)
