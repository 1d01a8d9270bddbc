a = b'a' 'b'
