class S:
    def __setattr__(self, name, value):
        print('set', name, value)
        object.__setattr__(self, name, value)
    def __delattr__(self, name):
        print('del', name)
        super().__delattr__(name)
s = S()
s.x = 1
print(s.x)
del s.x
print(hasattr(s, 'x'))
