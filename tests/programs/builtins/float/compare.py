nan = float('nan')
print(nan == nan, nan != nan, nan < 1, nan in [nan], [nan] == [nan], nan is nan, [float('nan')] == [float('nan')], 0.0 == -0.0)
print(1.5 < 2, 2.0 == 2, 1e16 == 10**16, 1e23 == 10**23, max(1, 1.0), sorted([3, 2.5, True, -1.0]))
