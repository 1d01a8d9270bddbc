log = []
def f(xs):
    for x in xs:
        try:
            if x == 1: continue
            if x == 2: break
            if x == 3: return 'returned', log.append('r')
        finally:
            log.append(('finally', x))
    else:
        log.append('else')
    return 'end'
print(f([1, 5]), f([1, 2, 4]), f([3]), log)
