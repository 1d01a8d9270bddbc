# __reduce_ex__(2): the arguments of __new__ are checked; special methods are looked up on the class;
# __slotnames__ of the class says which slots belong to the state.
import copyreg

class Returns:
    def __init__(self, value):
        self.value = value
    def __getnewargs_ex__(self):
        return self.value

for value in "text", (), ((), {}, 1), ("tuple", {}), ((), "dict"), ((1,), {"a": 2}):
    try:
        print(Returns(value).__reduce_ex__(2)[1][1:])
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

class Picky:
    def __getattr__(self, name):
        raise AssertionError(name)

print(Picky().__reduce_ex__(2)[2:])

class Slots:
    __slotnames__ = ["spam"]
    def __getattr__(self, name):
        if name == "spam":
            return 42
        raise AttributeError(name)

print(Slots().__reduce_ex__(2)[2])
