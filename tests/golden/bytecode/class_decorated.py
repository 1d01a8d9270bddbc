@first
@second(1)
class C(Base, metaclass=M, **kw):
    """doc"""
    a = 1
