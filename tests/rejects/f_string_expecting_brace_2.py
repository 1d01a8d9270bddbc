a = f'{b!rr}'
