data = [1, 5, 2, 8]
print([y for x in data if (y := x * 2) > 4], y)
print(any((hit := v) > 4 for v in data), hit)
