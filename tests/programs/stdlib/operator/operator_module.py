import operator as o

print(o.add(1, 2), o.sub(5, 3), o.mul("a", 3), o.truediv(7, 2), o.floordiv(7, 2), o.mod(7, 3), o.pow(2, 5), o.neg(3), o.pos(-1), o.abs(-4), o.inv(5))
print(o.lt(1, 2), o.eq(1, 1.0), o.not_(0), o.truth([]), o.is_(None, None), o.is_not(1, None), o.and_(6, 3), o.or_(6, 3), o.xor(6, 3), o.lshift(1, 4), o.rshift(16, 2))
l = [3, 1, 2]
o.setitem(l, 0, 9)
o.delitem(l, 1)
print(l, o.getitem(l, 0), o.contains(l, 2), o.concat([1], [2]), o.countOf([1, 1, 2], 1), o.indexOf("abc", "c"), o.length_hint(iter([1, 2])), o.index(True))
print(o.itemgetter(1)("abc"), o.itemgetter(0, 2)("abc"), o.attrgetter("real")(5), o.attrgetter("__class__.__name__", "imag")(5), o.methodcaller("upper")("x"), o.methodcaller("split", "-", maxsplit=1)("a-b-c"))
print(o.iadd([1], [2]), o.matmul, o.call(max, 1, 5))
