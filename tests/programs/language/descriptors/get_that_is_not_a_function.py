# __get__ may be any callable: it gets the descriptor first. A comparison method that cannot be had is no method.
class Callable:
    def __call__(self, *args):
        return [type(a).__name__ for a in args]

class Descriptor:
    __get__ = Callable()

class Owner:
    attribute = Descriptor()

print(Owner.attribute, Owner().attribute)

class Strange:
    @property
    def __eq__(self):
        raise AttributeError("no comparison")

one = Strange()
print(one == one, one == Strange())

method = dict.__dict__["fromkeys"]
for arguments in (42,), (None, 42), (None, int), ({},), (None, dict):
    try:
        print(method.__get__(*arguments)([1]))
    except TypeError as error:
        print(error)
print(str.maketrans.__qualname__, bytes.maketrans.__qualname__, dict.fromkeys.__qualname__)
for wrong in (), (1,), (1, 2, 3):
    try:
        property().__set_name__(*wrong)
    except TypeError as error:
        print(error)
print(int.__add__.__doc__, iter([]).__next__.__doc__, object.__repr__.__doc__, sep="\n")
