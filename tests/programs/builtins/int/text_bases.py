for n in (0, 10, -10, 2**64, -10**25):
    print(str(n), repr(n), hex(n), oct(n), bin(n), f'{n:x}', f'{n:,}')
