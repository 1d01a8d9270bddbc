words = ['%d-%d' % (i * 7919 % 13, i) for i in range(200)]
by = sorted(words, key=lambda w: int(w.split('-')[0]))
print(by[:20])
print(all(int(a.split('-')[1]) < int(b.split('-')[1]) for a, b in zip(by, by[1:]) if a.split('-')[0] == b.split('-')[0]))
rev = sorted(words, key=lambda w: int(w.split('-')[0]), reverse=True)
print(rev[:20])
