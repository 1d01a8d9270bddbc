d = {i * 7 % 31: i for i in range(20)}
e = {i * 5 % 29: i for i in range(12)}
print(d.keys() & e.keys(), d.keys() | e.keys(), d.keys() - e.keys(), d.keys() ^ e.keys())
print(d.keys() & list(range(10)), d.keys() & set(range(8)), set(range(40)) & d.keys(), d.items() ^ e.items())
