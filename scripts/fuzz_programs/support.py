"""What the generated programs import: bounds for values that a loop could let grow, and reports of exceptions."""
import collections
import contextlib
import enum
import functools
import sys


def argument(cls, value):
    """A number to make an instance of: where it is a length, not a great one."""
    return value % 100 if issubclass(cls, (bytes, bytearray, memoryview)) and isinstance(value, int) else clip(value)


def clip(value):
    """The value, made small when it has become large."""
    if isinstance(value, int):
        return value if -(1 << 128) < value < 1 << 128 else value % ((1 << 127) - 1)
    if isinstance(value, (str, bytes)):
        return value[:80]
    if isinstance(value, list):
        return [clip(item) for item in value[:20]]
    if isinstance(value, dict):
        return {key: clip(value[key]) for key in list(value)[:12]}
    if isinstance(value, set):
        return value if len(value) <= 20 else set(sorted(value)[:20])
    return value


def describe(error, depth=0):
    """One line for an exception, its notes, its group and its chain."""
    text = type(error).__name__ + ": " + str(error)
    for note in getattr(error, "__notes__", ()):
        text += f" note {note!r}"
    if isinstance(error, BaseExceptionGroup):
        text += " {" + "; ".join(describe(part, depth + 1) for part in error.exceptions) + "}"
    if error.__cause__ is not None and depth < 4:
        text += " cause(" + describe(error.__cause__, depth + 1) + ")"
    elif error.__context__ is not None and depth < 4:
        text += f" context{'-' if error.__suppress_context__ else ''}(" + describe(error.__context__, depth + 1) + ")"
    return text


def report(error):
    """Prints an exception where a program caught it."""
    print("caught", describe(error))


def start(name):
    """Marks the beginning of a part in both streams."""
    sys.stdout.write(f"=== {name}\n")
    sys.stdout.flush()
    sys.stderr.write(f"=== {name}\n")
    sys.stderr.flush()


class Custom(Exception):
    pass


class Other(Custom, KeyError):
    def __str__(self):
        return "other " + repr(self.args)


class Mixin:
    def mixed(self):
        return "mixed"

    def __repr__(self):
        return "Mixin"


class Abstract:
    def abstract(self):
        raise NotImplementedError


class Plain:
    def __init__(self, *args):
        pass

    def __repr__(self):
        return type(self).__name__


class Meta(type):
    def __new__(mcs, name, bases, namespace, **keywords):
        namespace["made_by"] = mcs.__name__
        return super().__new__(mcs, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **keywords):
        super().__init__(name, bases, namespace)

    def __call__(cls, *args, **kwargs):
        made = super().__call__(*args, **kwargs)
        return made

    def __len__(cls):
        return 3

    def __getattr__(cls, name):
        return "meta " + name if name.startswith("m") else super().__getattribute__(name)


class Described:
    def __init__(self, value):
        self.value = value

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        return (self.name, self.value, instance is None)

    def __set__(self, instance, value):
        if isinstance(value, str):
            raise AttributeError(self.name)
        self.value = value


class Quiet:
    def __get__(self, instance, owner):
        return "quiet"


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y=0):
        self.x, self.y = x, y

    def __repr__(self):
        return f"Point({self.x!r}, {self.y!r})"


class Color(enum.Enum):
    RED = 1
    BLUE = 2


class Kept:
    """What weak references refer to."""
    def __init__(self, value):
        self.value = value

    def show(self):
        return "shown", self.value


class Dying(Kept):
    def __del__(self):
        print("del", self.value)


reborn = []


class Reborn(Kept):
    def __del__(self):
        print("reborn", self.value)
        reborn.append(self)


def match_point(value):
    match value:
        case object(x=x, y=y):
            return x, y
        case _:
            return "no"


def passing(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)
    return wrapper


def passing_class(cls):
    return cls


def counted(function):
    calls = 0
    def wrapper(*args):
        nonlocal calls
        calls += 1
        return clip(function(*args) + calls)
    return wrapper


def twice(function):
    return lambda *args, **kwargs: clip(function(*args, **kwargs) + function(*args, **kwargs))


class manager:
    def __init__(self, value, swallow=False, fail=None):
        self.value, self.swallow, self.fail = value, swallow, fail

    def __enter__(self):
        if self.fail == "enter":
            raise Custom("enter")
        print("enter", self.value)
        return self.value

    def __exit__(self, kind, value, traceback):
        print("exit", kind and kind.__name__, value)
        if self.fail == "exit":
            raise Custom("exit")
        return self.swallow


@contextlib.contextmanager
def made(value):
    try:
        yield value
    except LookupError as error:
        print("swallowed", error)
    finally:
        print("made ends")


def setitem(target, key, value):
    target[key] = value


def use_iadd(target, value):
    target += value
    return type(target).__name__


def use_with(target, error=None):
    with target as held:
        print("held", type(held).__name__)
        if error:
            raise error
    return "passed"


def unpack2(value):
    first, *rest = value
    return first, rest


def types_new(base):
    class New(base, tag=1):
        pass
    return New.__name__


def drive(generator, commands):
    """Sends and throws into a generator until it ends."""
    for command in commands:
        try:
            if command == "close":
                print("close", generator.close())
            elif isinstance(command, BaseException) or isinstance(command, type):
                print("throw", generator.throw(command))
            else:
                print("send", generator.send(command))
        except StopIteration as error:
            print("end", error.value)
        except BaseException as error:
            report(error)
    for _ in range(5):
        try:
            generator.close()
            break
        except BaseException as error:
            report(error)


class Step:
    """An awaitable that suspends once and gives its value back."""
    def __init__(self, value):
        self.value = value

    def __await__(self):
        sent = yield ("step", self.value)
        return self.value if sent is None else sent


async def helper(value):
    await Step(value)
    return clip(value + 1)


async def ticker(count):
    for number in range(count):
        await Step("tick")
        yield number


class AsyncManager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    async def __aenter__(self):
        await Step("aenter")
        return self.name

    async def __aexit__(self, kind, value, traceback):
        print("aexit", kind and kind.__name__)
        return self.swallow


def drive_coroutine(coroutine):
    """Runs a coroutine to its end; returns its result."""
    for _ in range(60):
        try:
            print("yields", coroutine.send(None))
        except StopIteration as error:
            return error.value
    coroutine.close()
    return "long"


async def settle(tasks):
    """Lets tasks run until the last of them ends, and cancels those that do not, again and again."""
    for _ in range(15):
        for _ in range(25):
            await Pause()
        if tasks[-1].done():
            break
        for task in tasks:
            task.cancel()
    for _ in range(15):
        for task in tasks:
            task.cancel()
        await Pause()


class Pause:
    """What gives the other tasks of an event loop a turn."""
    def __await__(self):
        yield


def tick(value, *rest):
    """Shows when it is evaluated."""
    print("tick", value)
    return rest[0] if rest else value
