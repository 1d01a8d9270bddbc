async for a in b:
c
