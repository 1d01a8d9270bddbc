def attempt(iterator, change):
    try:
        for item in iterator:
            change()
            print('step', item)
    except RuntimeError as error:
        print(error)


for view in dict.keys, dict.values, dict.items:
    d = {0: 0}

    def replace():
        del d[0]
        d[0] = 0
    attempt(view(d), replace)
d = {'a': 1, 'b': 2}
attempt(d, lambda: d.pop('a', None) or d.setdefault('z', 1))
d = dict.fromkeys(range(20))
for i in range(20):
    d.popitem()
    d['new'] = i
    print(list(d), end=' ')
