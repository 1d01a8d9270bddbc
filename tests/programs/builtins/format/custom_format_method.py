class Point:
    def __format__(self, spec):
        return f"<{spec}>"

    def __repr__(self):
        return "Point()"


p = Point()
print(f"{p}", f"{p:abc}", f"{p!r:>9}", "{:x y}".format(p), format(p, "z"), "%s" % p)
