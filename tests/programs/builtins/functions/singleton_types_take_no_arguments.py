# Calling the types of None, ... and NotImplemented.
for value in (None, ..., NotImplemented):
    print(type(value)() is value)
    for arguments, keywords in (((1,), {}), ((), {"a": 1})):
        try:
            type(value)(*arguments, **keywords)
        except TypeError as error:
            print(error)
