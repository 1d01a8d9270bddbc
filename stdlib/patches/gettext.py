"""gettext without exec: a plural form becomes nested closures instead of the text of a function."""


def c2py(plural):
    if len(plural) > 1000:
        raise ValueError('plural form expression is too long')
    binary = {
        '||': (1, lambda a, b: lambda n: a(n) or b(n)),
        '&&': (2, lambda a, b: lambda n: a(n) and b(n)),
        '==': (3, lambda a, b: lambda n: a(n) == b(n)),
        '!=': (3, lambda a, b: lambda n: a(n) != b(n)),
        '<': (4, lambda a, b: lambda n: a(n) < b(n)),
        '>': (4, lambda a, b: lambda n: a(n) > b(n)),
        '<=': (4, lambda a, b: lambda n: a(n) <= b(n)),
        '>=': (4, lambda a, b: lambda n: a(n) >= b(n)),
        '+': (5, lambda a, b: lambda n: a(n) + b(n)),
        '-': (5, lambda a, b: lambda n: a(n) - b(n)),
        '*': (6, lambda a, b: lambda n: a(n) * b(n)),
        '/': (6, lambda a, b: lambda n: a(n) // b(n)),
        '%': (6, lambda a, b: lambda n: a(n) % b(n)),
    }
    tokens = _tokenize(plural)

    def operand(depth):
        token = next(tokens)
        if token == '!':  # CPython writes `not`, which binds as Python's does
            inner, after = operation(3, depth)
            return (lambda n: not inner(n)), after
        if token == '(':
            if depth == 20:  # CPython's limit
                raise ValueError('plural form expression is too complex')
            inner, after = conditional(depth + 1)
            if after != ')':
                raise ValueError('unbalanced parenthesis in plural form')
        elif token == 'n':
            inner = lambda n: n
        else:
            try:
                value = int(token, 10)
            except ValueError:
                raise _error(token) from None
            inner = lambda n: value
        return inner, next(tokens)

    def operation(least, depth):
        left, token = operand(depth)
        while token in binary and binary[token][0] >= least:
            level, combine = binary[token]
            right, token = operation(level + 1, depth)
            left = combine(left, right)
        return left, token

    def conditional(depth):
        test, token = operation(0, depth)
        if token != '?':
            return test, token
        yes, token = conditional(depth + 1)
        if token != ':':
            raise _error(token)
        no, token = conditional(depth)
        return (lambda n: yes(n) if test(n) else no(n)), token

    try:
        form, token = conditional(0)
    except RecursionError:
        raise ValueError('plural form expression is too complex')
    if token:
        raise _error(token)

    def func(n):
        if not isinstance(n, int):
            n = _as_int(n)
        return int(form(n))

    return func
