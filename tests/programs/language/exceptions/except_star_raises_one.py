# What one except* clause raises comes out in a group, unless the exception was none.
def run(raised, *others):
    try:
        try:
            raise raised
        except* TypeError:
            raise SyntaxError(3)
        except* others or ZeroDivisionError:
            raise
    except Exception as error:
        print(repr(error), repr(error.__context__), [repr(e.__context__) for e in getattr(error, "exceptions", ())])

for raised in (TypeError(1), ExceptionGroup("eg", [TypeError(2)]), ExceptionGroup("eg", [TypeError(2), ValueError(3)]),
               ValueError(4), ExceptionGroup("eg", [ValueError(3)])):
    run(raised)
    run(raised, ValueError)
