from dataclasses import FrozenInstanceError, InitVar, asdict, astuple, dataclass, field, fields, is_dataclass, make_dataclass, replace


@dataclass(order=True)
class P:
    x: int
    y: int = 3
    tags: list = field(default_factory=list, compare=False)
    z: int = field(default=1, kw_only=True, repr=False)


print(P(1), P(1, 2, ["t"], z=4), P(1) == P(1, tags=[9]), P(1) < P(2), P.__match_args__, P.__doc__)


@dataclass(frozen=True)
class Q:
    a: int
    b: int = field(init=False, default=7)
    c: InitVar[int] = 5

    def __post_init__(self, c):
        object.__setattr__(self, "b", c)


print(Q(1), Q(1, 2), hash(Q(1)) == hash(Q(1)), asdict(P(1, tags=[P(2)])), astuple(P(1)), replace(Q(1), a=4, c=9), [f.name for f in fields(P)])
for f in (lambda: P(), lambda: P(1, 2, [], 4), lambda: setattr(Q(1), "a", 2), lambda: P(1) < 3):
    try:
        f()
    except (TypeError, FrozenInstanceError) as e:
        print(type(e).__name__, e)
C = make_dataclass("C", [("n", int), "m"], bases=(P,), namespace={"s": lambda self: self.n}) if False else make_dataclass("C", [("n", int), ("m", str, "d")])
print(C(1), is_dataclass(C), is_dataclass(3))
try:
    @dataclass
    class Bad:
        l: list = []
except ValueError as e:
    print(e)


@dataclass
class Child(P):
    w: str = "w"


print(Child(1, w="q"))
