async with a:
b
