a = f'{b[c)}'
