calls = [lambda: len(), lambda: len(1, 2), lambda: len(x=1), lambda: [].append(), lambda: [].append(1, 2), lambda: [].append(x=1), lambda: [].clear(1),
         lambda: [].insert(1), lambda: [].pop(1, 2), lambda: {}.get(), lambda: ''.split(1, 2, 3), lambda: sorted(), lambda: sorted([], 3), 
         lambda: 'a'.split(x=1), lambda: 'a'.split('b', sep='c'), lambda: ''.replace('a'), lambda: getattr(), lambda: isinstance(1), lambda: print(foo=1), lambda: sum(),
         lambda: [].sort(1), lambda: list.append(), lambda: list.append(1, 2), lambda: int.__add__(), lambda: int.__add__('a', 2), lambda: (1).__add__(), lambda: (1).__add__(k=3),
         lambda: str.upper(1), lambda: dict.fromkeys(), lambda: list.__len__(), lambda: list.__len__([], 1)]
for c in calls:
    try: print(c())
    except TypeError as e: print(e)
