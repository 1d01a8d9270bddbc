class A:
    def __class_getitem__(cls, item): return (cls.__name__, item)
print(A[int], A[1, 2])
class M(type):
    def __getitem__(cls, k): return 'meta ' + str(k)
class B(metaclass=M): pass
print(B[3])
try: int[3]
except TypeError as e: print(e)
class C: pass
try: C[1]
except TypeError as e: print(e)
print(list[int], dict[str, list[int]], tuple[int, ...])
