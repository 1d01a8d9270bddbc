class A:
    @classmethod
    def c(cls): "cdoc"
    @staticmethod
    def s(): "sdoc"
c = A.__dict__['c']; s = A.__dict__['s']
print(c.__name__, c.__doc__, s.__name__, s.__wrapped__ is A.s, s(), c.__func__.__name__)
print(repr(s).startswith('<staticmethod(<function A.s'), repr(c).startswith('<classmethod('))
