a = 'a' b'b' 'c'
