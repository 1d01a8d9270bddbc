def check(x):
    assert x > 3, f"x is {x}"
check(2)
