# float(x): a str subclass with __float__ or __index__ is asked first.
class WithFloat(str):
    def __float__(self):
        return float(str(self)) + 1


class WithIndex(str):
    def __index__(self):
        return 42


print(float(WithFloat("8")), float(WithIndex("8")), float(type("S", (str,), {})("8")))
