# A key given twice is reported before keys that are no strings.
def f(*args, **keywords):
    return keywords

for call in ("f(**{1: 3}, **{1: 5})", "f(**{1: 3})", "f(**{1: 3}, **{2: 5})", "f(x=1, **{1: 5})", "f(**{'a': 1}, **{'a': 1})",
             "f(**{'a': 1}, **{1: 1})", "f(**{(1, 2): 1}, **{(1, 2): 1})", "f(**{'a': 1}, **5)", "dict(**{1: 1}, **{1: 2})"):
    try:
        print(call, eval(call))
    except TypeError as error:
        print(call, error)
