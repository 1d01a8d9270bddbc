a = f'{b if c}'
