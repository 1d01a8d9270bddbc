def deco(f):
    raise TypeError("deco")
@deco
def f():
    pass
