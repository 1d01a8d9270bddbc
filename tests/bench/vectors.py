# allocation: small immutable value objects with operators
class Vec:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, o):
        return Vec(self.x + o.x, self.y + o.y, self.z + o.z)

    def __sub__(self, o):
        return Vec(self.x - o.x, self.y - o.y, self.z - o.z)

    def scale(self, k):
        return Vec(self.x * k, self.y * k, self.z * k)

    def dot(self, o):
        return self.x * o.x + self.y * o.y + self.z * o.z


def hits(width):
    center = Vec(0.0, 0.0, 5.0)
    origin = Vec(0.0, 0.0, 0.0)
    count = 0
    for i in range(width):
        for j in range(width):
            d = Vec(i / width - 0.5, j / width - 0.5, 1.0)
            oc = origin - center
            b = oc.dot(d)
            c = oc.dot(oc) - 4.0
            disc = b * b - d.dot(d) * c
            if disc > 0:
                p = origin + d.scale((-b - disc ** 0.5) / d.dot(d))
                if p.z < 5.0:
                    count += 1
    return count


print(hits(700))
