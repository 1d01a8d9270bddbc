class A:
    names = ["p", "q"]
    upper = [n.upper() for n in names]


print(A.upper)
try:
    class B:
        k = 2
        bad = [k * i for i in range(2)]
except NameError as e:
    print(e)
