# The message names the class by its qualified name.
def outer():
    class Base:
        pass

    try:
        class Sub(Base, tag=1):
            pass
    except TypeError as error:
        print(error)
    for call in (lambda: [].append(x=1), lambda: {}.get(y=1), lambda: Base.__init_subclass__(z=1), lambda: int.__init_subclass__(z=1)):
        try:
            call()
        except TypeError as error:
            print(error)


outer()
