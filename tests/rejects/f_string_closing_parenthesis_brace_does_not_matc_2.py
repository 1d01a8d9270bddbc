a = f'{b(c}'
