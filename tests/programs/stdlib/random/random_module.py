import random

r = random.Random(42)
print([r.random() for _ in range(3)], r.randint(1, 100), r.randrange(0, 100, 7), r.choice("abcdef"), r.choices([1, 2, 3], [5, 1, 1], k=5))
l = list(range(10))
r.shuffle(l)
print(l, r.sample(range(1000), 4), r.uniform(1, 2), r.gauss(0, 1), r.normalvariate(0, 1), r.expovariate(2))
print(r.betavariate(1, 2), r.gammavariate(2, 1), r.triangular(0, 1, 0.5), r.lognormvariate(0, 1), r.vonmisesvariate(0, 1), r.paretovariate(3), r.weibullvariate(1, 2))
print(r.getrandbits(70), r.randbytes(5))
state = r.getstate()
x = r.random()
r.setstate(state)
print(r.random() == x)
random.seed("text")
print(random.random(), random.randint(0, 9))
random.seed(3.5)
print(random.getrandbits(32))
try:
    r.choice([])
except IndexError as e:
    print(e)
