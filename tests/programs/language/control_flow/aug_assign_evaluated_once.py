log = []
def t(name, value): log.append(name); return value
class A: x = 1
d = {'k': 1}
t('d', d)[t('k', 'k')] += t('v', 10)
t('a', A).x += t('w', 5)
xs = [1, 2, 3, 4]
t('xs', xs)[t('lo', 1):t('hi', 3)] *= 2
print(d, A.x, xs, log)
