# Classes that derive from built-in ones and define __len__ or __bool__: what their truth is.
for base in (dict, list, tuple, str, bytes, set, frozenset, bytearray, int, float, range if 0 else complex):
    class K(base):
        def __len__(self): return 2.5
    class B(base):
        def __bool__(self): return False
    class L(base):
        def __len__(self): return 0
    class N(base):
        def __len__(self): return 3
    filled = {dict: {1: 2}, list: [1], tuple: (1,), str: 'a', bytes: b'a', set: {1}, frozenset: {1}, bytearray: b'a', int: 5, float: 2.5, complex: 1j}[base]
    for k in (K, B, L, N):
        for o in (k(), k(filled)):
            try: print(base.__name__, k.__name__, 1 if o else 2)
            except Exception as e: print(base.__name__, k.__name__, e)
            try: print(bool(o), not o, o and 1 and 2)
            except Exception as e: print(base.__name__, k.__name__, e)
            n = 0
            try:
                while n < 2 and o: n += 1
            except TypeError: n = "error"
            print(n) if k is not K else None
