class A:
    x: int = 1
    y: 'str'
    z: list[int]
print(A.__annotations__, hasattr(A, 'y'))
class B(A): pass
print(B.__annotations__)
