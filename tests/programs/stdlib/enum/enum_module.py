import enum


class Color(enum.Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1


print(Color.RED, repr(Color.GREEN), Color(2), Color["RED"], Color.CRIMSON is Color.RED, list(Color), Color.RED.name, Color.RED.value, len(Color), list(Color.__members__))
for f in (lambda: Color(9), lambda: Color["X"], lambda: setattr(Color, "RED", 5)):
    try:
        f()
    except (ValueError, KeyError, AttributeError) as e:
        print(type(e).__name__, e)


class N(enum.IntEnum):
    A = enum.auto()
    B = enum.auto()


print(N.B + 1, N.A < N.B, sorted([N.B, N.A]), f"{N.A}", repr(N.A))


class Perm(enum.Flag):
    R = 4
    W = 2
    X = 1
    RW = R | W


print(Perm.R | Perm.X, Perm.RW & Perm.W, ~Perm.R, Perm.R in Perm.RW, bool(Perm(0)), list(Perm.RW), Perm(3))


class I(enum.IntFlag):
    A = 1
    B = 2


print(I.A | 8, I(3), int(I.B))


class S(enum.StrEnum):
    ONE = enum.auto()


print(S.ONE, S.ONE == "one")


@enum.unique
class U(enum.Enum):
    A = "a"

    @property
    def up(self):
        return self.value.upper()

    @classmethod
    def _missing_(cls, v):
        return cls.A


print(U("zzz"), U.A.up, enum.Enum("F", "p q")(2), isinstance(U.A, U), hash(U.A) == hash("A"))
