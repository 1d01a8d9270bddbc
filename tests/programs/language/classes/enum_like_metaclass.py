class EnumMeta(type):
    def __new__(m, name, bases, ns):
        members = {k: v for k, v in ns.items() if not k.startswith('_') and isinstance(v, int)}
        cls = super().__new__(m, name, bases, {k: v for k, v in ns.items() if k not in members})
        cls._members = {}
        for k, v in members.items():
            o = object.__new__(cls)
            o.name, o.value = k, v
            cls._members[k] = o
            type.__setattr__(cls, k, o)
        return cls
    def __iter__(cls): return iter(cls._members.values())
    def __len__(cls): return len(cls._members)
    def __contains__(cls, x): return x in cls._members.values()
    def __getitem__(cls, k): return cls._members[k]
    def __call__(cls, v): return next(m for m in cls if m.value == v)
    def __setattr__(cls, k, v):
        if k in cls.__dict__.get('_members', {}): raise AttributeError('cannot reassign')
        super().__setattr__(k, v)
class Enum(metaclass=EnumMeta):
    def __repr__(self): return f'<{type(self).__name__}.{self.name}>'
class Color(Enum):
    RED = 1
    GREEN = 2
print(list(Color), Color.RED, Color(2), Color['RED'] is Color.RED, len(Color), Color.RED in Color)
try: Color.RED = 5
except AttributeError as e: print(e)
