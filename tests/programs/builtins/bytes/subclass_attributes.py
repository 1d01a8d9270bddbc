class T(bytes): pass
a = T(b"abcd"); print(a); a.x = 10; print(a, a.x, len(a)); a.y = 5; print(a, a.x, a.y, a.__dict__)
b = T(b"abcd"); b.__dict__ = {'x': 1}; print(b, b.x)
b = T(b"abcd"); b.__dict__; print(b); b.__dict__.update({'x': 1}); print(b, b.x)
class U(str): pass
a = U("abcd"); a.__dict__; print(a); a.x = 1; print(a); print(str(a))
class V(tuple): pass
a = V((1,2,3)); a.__dict__; print(a); a.x = 1; print(a)
class W(int): pass
a = W(10**30); a.__dict__; print(a); a.x = 1; print(a)
import copy, pickle
class S(bytearray): pass
a = S(b"abcd"); a.x = 10; a.z = S(b"efgh")
b = copy.copy(a)
print(b, b.x, b.z, a.__reduce_ex__(4))
b = copy.deepcopy(a); print(b, b.z)
for proto in range(5):
    b = pickle.loads(pickle.dumps(a, proto)); print(b, b.x, b.z)
class T(bytes): pass
a = T(b"abcd"); a.x = 10; print(pickle.loads(pickle.dumps(a, 4)), copy.copy(a))
