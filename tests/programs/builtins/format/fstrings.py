def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: f'{3.14159:.2f} {255:#x} {"a":>3} {[1]!r:^7}')
attempt(lambda: f'{5:{3}}{"x":{"*"}^{5}}')
attempt(lambda: f'{1+1=} {None}')
