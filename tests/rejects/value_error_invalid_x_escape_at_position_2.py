a = b'ab\xg'
