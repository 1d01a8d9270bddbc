def find(xs, want):
    for i, x in enumerate(xs):
        if x == want: break
    else:
        return 'none'
    return i
def count(n):
    while n:
        n -= 1
        if n == 3: break
    else: return 'ran out'
    return 'broke'
print(find('abc', 'b'), find('abc', 'z'), count(2), count(9))
