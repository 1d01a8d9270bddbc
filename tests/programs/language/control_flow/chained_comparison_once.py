calls = []
def v(x): calls.append(x); return x
print(v(1) < v(2) < v(3), v(3) < v(1) < v(2), calls)
print(1 < 2 > 1 == 1 != 0 in [0], [] < [1] < [1, 0], not 1 < 2 < 3)
if v(5) > v(4) > v(6): print('no')
else: print('else', calls[-3:])
