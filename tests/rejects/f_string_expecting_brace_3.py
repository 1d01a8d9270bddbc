a = f'{b:'
