class E(Exception):
    def __init__(self, code, msg):
        super().__init__(msg)
        self.code = code
try: raise E(5, 'bad')
except E as e: print(e.code, e, e.args, e.__dict__)
class F(E, KeyError): pass
print([c.__name__ for c in F.__mro__])
