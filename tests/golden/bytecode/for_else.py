for x in a:
    if x: break
else:
    b()
