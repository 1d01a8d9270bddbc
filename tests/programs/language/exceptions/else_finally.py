def run(n):
    try:
        print("try", n)
        if n == 1:
            raise KeyError("k")
        if n == 2:
            return "returned"
    except KeyError as e:
        print("except", e, repr(e))
    else:
        print("else")
    finally:
        print("finally")
    return "end"

for i in range(3):
    print(run(i))
