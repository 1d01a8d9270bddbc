def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


for n in (0, 1, 255, 256, 2**64, 2**64 - 1):
    print(n.to_bytes(10, 'big'), n.to_bytes(10, 'little'), int.from_bytes(n.to_bytes(9, 'big'), 'big') == n)
for n in (-1, -128, -129, 127, -2**63):
    b = n.to_bytes(9, 'little', signed=True)
    print(b, int.from_bytes(b, 'little', signed=True))
attempt(lambda: (256).to_bytes(1, 'big'))
attempt(lambda: (128).to_bytes(1, 'big', signed=True))
attempt(lambda: (-128).to_bytes(1, 'big', signed=True))
attempt(lambda: (-1).to_bytes(1, 'big'))
attempt(lambda: (1).to_bytes(1, 'middle'))
attempt(lambda: int.from_bytes([1, 2, 3], 'big'))
attempt(lambda: int.from_bytes('x', 'big'))
