a = f'{b, c d}'
