for c in (list, tuple, dict, set, frozenset, range, slice, bool):
    print(c.__name__, [x for x in dir(c) if not x.startswith('__')])
