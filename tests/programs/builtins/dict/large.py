d = {}
for i in range(20000): d[i * 7919 % 65537] = i
print(len(d), sum(d), sum(d.values()), d[7919], 12345 in d, list(d)[:5], list(d)[-5:])
s = {str(k): v for k, v in d.items()}
print(len(s), s['7919'], '3' in s, sum(s.values()))
for k in list(d): 
    if k % 3: del d[k]
print(len(d), sum(d), list(d.items())[:4])
