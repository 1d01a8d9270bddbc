a = b'\x4'
