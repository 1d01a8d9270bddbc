def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


d = {'a': 1, 'b': 2}
d['c'] = 3; d['a'] = 10
print(d, len(d), d['a'], 'b' in d, 'z' in d, d.get('z'), d.get('z', 0), list(d), list(d.values()), list(d.items()))
del d['a']; d['a'] = 4
print(d)
attempt(lambda: d['q'])
attempt(lambda: d[[]])
attempt(lambda: d.pop('q'))
attempt(lambda: {}.popitem())
attempt(lambda: [] in d)
def delete(): del d['q']
attempt(delete)
