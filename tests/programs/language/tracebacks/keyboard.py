class K(KeyboardInterrupt): pass
try:
    raise K("x")
except KeyboardInterrupt as e:
    print(repr(e))
