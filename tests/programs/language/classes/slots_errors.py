for ns in [{'__slots__': ('a',), 'a': 1}, {'__slots__': (1,)}, {'__slots__': ('1x',)}, {'__slots__': ('__dict__', '__dict__')}]:
    try: type('X', (), ns)
    except Exception as e: print(type(e).__name__, e)
try: type('Y', (tuple,), {'__slots__': ('a',)})
except TypeError as e: print(e)
class M:
    __slots__ = ('__private',)
    def set(self): self.__private = 3; return self._M__private
print(M().set())
