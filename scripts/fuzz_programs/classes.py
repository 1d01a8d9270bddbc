"""Classes made of random members, and what one does with their instances."""
from .statements import body

# Members: the lines of each (holes filled, indented below the class), and uses: {o} an instance, {p} another, {c} the class.
MEMBERS = (
    (("def __eq__(self, other):", "    return self.a == other.a if isinstance(other, {c}) else $pick"), ("{o} == {p}", "{o} != {p}",
    "{o} == 5", "5 != {o}", "{o} in [{p}, {o}]", "hash({o}) == hash({o})")),
    (("def __hash__(self):", "    return hash(self.a if isinstance(self.a, int) else 7)"), ("hash({o})", "len({{{o}, {p}}})",
    "{{{o}: 1}}[{o}]")),
    (("def __lt__(self, other):", "    return self.b < other.b"), ("{o} < {p}", "{o} > {p}",
    "sorted([{o}, {p}], key=lambda o: o.b)", "min({o}, {p})", "{o} <= {p}", "max([{p}, {o}])")),
    (("def __add__(self, other):", "    if isinstance(other, {c}): return {c}(argument({c}, self.b + other.b))",
    "    if isinstance(other, int): return {c}(argument({c}, self.b + other))", "    return NotImplemented"), ("({o} + {p}).b",
    "({o} + 5).b", "5 + {o}", "{o} + 'x'", "sum([{o}, {p}], {o}).b")),
    (("def __radd__(self, other):", "    return ('radd', other)"), ("5 + {o}", "'x' + {o}", "sum([{o}])", "None + {o}", "[] + {o}")),
    (("def __iadd__(self, other):", "    self.b = clip(self.b + $int)", "    return self"), ("use_iadd({o}, 5)", "{o}.b")),
    (("def __sub__(self, other): return self.b - (other if isinstance(other, int) else other.b)",), ("{o} - {p}", "{o} - 3",
    "3 - {o}", "{o} - 'x'")),
    (("def __mul__(self, other): return NotImplemented", "def __rmul__(self, other): return 'rmul %r' % (other,)"), ("{o} * 2",
    "2 * {o}", "[1] * {o}", "{o} * {p}", "'a' * {o}")),
    (("def __neg__(self): return {c}(-self.b)", "def __invert__(self): return 'inverted'", "def __abs__(self): return abs(self.b)"),
    ("(-{o}).b", "~{o}", "abs({o})", "+{o}")),
    (("def __bool__(self): return $bool",), ("bool({o})", "not {o}", "{o} and 1", "1 if {o} else 2", "[1 for x in ({o}, {p}) if x]")),
    (("def __bool__(self): return $any",), ("bool({o})", "not {o}", "[1 for x in ({o}, {p}) if x]")),
    (("def __len__(self): return $pick2",), ("len({o})", "bool({o})", "list({o})", "1 if {o} else 2")),
    (("def __getitem__(self, key):", "    if isinstance(key, int) and key > 3: raise IndexError(key)", "    return (key, self.b)"),
    ("{o}[1]", "{o}[5]", "{o}['k']", "{o}[1:2]", "{o}[::2, ...]", "list({o})", "{o}[{o}.b:]", "[x for x, _ in {o}]",
    "(3, {o}.b) in {o}", "list(reversed({o}))")),
    (("def __setitem__(self, key, value):", "    print('set', key, value)", "    self.b = key if isinstance(key, int) else $int"),
    ("setitem({o}, 1, $int)", "setitem({o}, 'k', $str)", "operator.setitem({o}, slice(1, 2), 3)", "{o}.b")),
    (("def __delitem__(self, key): print('del', key)",), ("operator.delitem({o}, $any)",)),
    (("def __contains__(self, item): return $pick",), ("5 in {o}", "5 not in {o}", "'x' in {o}")),
    (("def __iter__(self):", "    yield self.a", "    yield from $ints[:4]"), ("list({o})", "[*{o}, 1]", "max({o}, default=0)",
    "5 in {o}", "tuple(zip({o}, 'ab'))", "dict(enumerate({o}))", "(lambda *a: a)(*{o})", "unpack2({o})")),
    (("def __iter__(self): return $any",), ("list({o})", "[*{o}]", "iter({o}) is None")),
    (("def __call__(self, *args, **kwargs): return (self.b, args, kwargs)",), ("{o}()", "{o}(1, 2, k=$int)",
    "list(map({o}, [1, 2]))", "callable({o})", "{o}(*$itup, **{{'z': 1}})")),
    (("def __getattr__(self, name):", "    if name.startswith('m'): return name + '?'", "    raise AttributeError(name)"),
    ("{o}.missing", "{o}.other", "getattr({o}, 'nope', 3)", "hasattr({o}, 'mx')", "hasattr({o}, 'zz')")),
    (("def __getattribute__(self, name):", "    if name == 'ghost': return 'boo'", "    return super().__getattribute__(name)"),
    ("{o}.ghost", "{o}.a", "{o}.nothing")),
    (("def __setattr__(self, name, value):", "    object.__setattr__(self, name, value)",
    "    if name == 'watched': print('watched', value)"), ("setattr({o}, 'watched', $int)", "{o}.__dict__.get('watched', 'none')")),
    (("def __delattr__(self, name): print('delattr', name)",), ("delattr({o}, 'a')", "{o}.a")),
    (("def __enter__(self): return $pick3", "def __exit__(self, kind, value, tb):",
    "    print('exit', kind and kind.__name__, value)", "    return $bool"), ("use_with({o})", "use_with({o}, ValueError('w'))")),
    (("def __index__(self): return $pick2",), ("[1, 2, 3, 4][{o}]", "hex({o})", "range({o})", "operator.index({o})", "int({o})",
    "'abc'[{o}:]", "bytes([{o}])", "[0] * {o}", "f'{{{o}.b:d}}'")),
    (("def __int__(self): return $int", "def __float__(self): return $float", "def __round__(self, n=None): return (n, self.b)"),
    ("int({o})", "float({o})", "round({o})", "round({o}, 2)", "'%d' % {o}", "math.sqrt({o})" , "complex({o})")),
    (("def __str__(self): return 'str:' + str(self.b)",), ("str({o})", "f'{{{o}}}'", "'%s' % {o}", "'{{}}'.format({o})",
    "'{{0.b}} {{0!s:>12}}'.format({o})", "print({o})")),
    (("def __format__(self, spec): return f'<{{spec}}|{{self.b}}>'",), ("format({o}, 'abc')", "f'{{{o}:x{{1}}y}}'",
    "'{{:>5}}'.format({o})")),
    (("def __reversed__(self): return iter([self.b, 'r'])",), ("list(reversed({o}))",)),
    (("@property", "def prop(self): return $int", "@prop.setter", "def prop(self, value): self.b = clip(value)"), ("{o}.prop",
    "setattr({o}, 'prop', $int)", "delattr({o}, 'prop')", "{o}.b", "type({o}).prop.fset.__name__")),
    (("@property", "def fixed(self):", "    'doc'", "    return self.b"), ("{o}.fixed", "setattr({o}, 'fixed', 1)",
    "{c}.fixed.__doc__", "delattr({o}, 'fixed')")),
    (("@classmethod", "def build(cls, value=$count): return cls(value)"), ("{c}.build().b", "{o}.build(3).b",
    "type({o}.build()).__name__", "{c}.build.__self__ is {c}")),
    (("@staticmethod", "def helper(x, y=$int): return (x, y)"), ("{c}.helper(1)", "{o}.helper($int, $str)", "{o}.helper()")),
    (("def method(self, x, *rest, k=$int, **kw):", "    return (self.b, x, rest, k, kw)"), ("{o}.method($int)",
    "{c}.method({o}, 1, 2, k=3, z=4)", "{o}.method()", "{o}.method(*$itup)", "{c}.method()", "(lambda m: m($str))({o}.method)",
    "{o}.method(1, x=2)", "list(map({o}.method, $ints))", "{o}.method.__func__ is {c}.method", "{o}.method(**{{'x': 1, 'y': 2}})")),
    (("def chain(self, n=3): return self if n else None",), ("{o}.chain().chain(1).b", "{o}.chain(0).b",
    "{o}.chain().chain().missing")),
    (("limit = $int", "table = {'k': $int}", "def read(self): return (self.limit, self.table, {c}.limit)"), ("{o}.limit",
    "{c}.limit", "{o}.read()", "setattr({o}, 'limit', 1)", "setattr({c}, 'limit', $int)", "{o}.__class__.table",
    "delattr({c}, 'limit')", "{o}.table.update(z=1)")),
    (("class Inner:", "    value = $int", "    def get(self): return self.value, __class__.__qualname__"), ("{c}.Inner().get()",
    "{o}.Inner.value", "{c}.Inner.__qualname__")),
    (("_{n} = Described($int)",), ("{o}._{n}", "{c}._{n}", "setattr({o}, '_{n}', $int)", "delattr({o}, '_{n}')")),
    (("quiet = Quiet()",), ("{o}.quiet", "setattr({o}, 'quiet', $int)", "{o}.quiet", "{o}.__dict__.get('quiet')")),
    (("@functools.cached_property", "def lazy(self):", "    print('lazy')", "    return self.b"), ("{o}.lazy",
    "({o}.lazy, {o}.lazy)", "delattr({o}, 'lazy')")),
    (("def __matmul__(self, other): return ('@', other)", "def __truediv__(self, other): return $float",
    "def __floordiv__(self, other): raise ValueError($str)"), ("{o} @ 3", "{o} / 2", "{o} // 2", "3 @ {o}", "{o} @ {p} == 1")),
    (("def __pow__(self, other, mod=None): return ('pow', other, mod)", "def __divmod__(self, other): return 'dm'",
    "def __lshift__(self, n): return ('<<', n)"), ("{o} ** 2", "pow({o}, 2, 5)", "divmod({o}, 1)", "{o} << 1", "1 << {o}",
    "2 ** {o}")),
    (("def __class_getitem__(cls, item): return (cls.__name__, item)",), ("{c}[int]", "{c}[1, 2]", "{c}['x':2]")),
    (("def __init_subclass__(cls, /, tag=None, **kw):", "    super().__init_subclass__(**kw)",
    "    print('subclass', cls.__name__, tag)"), ("type('Sub', ({c},), {{}}, tag=$int).__name__", "types_new({c})",
    "type('Sub2', ({c},), {{}}, bad=1).__name__")),
    (("def __del__(self): pass",), ("{o}.b",)),
    (("def __dir__(self): return ['q', 'b']",), ("dir({o})",)),
    (("def __missing__(self, key): return 'missing %r' % (key,)",), ("{o}.__missing__(1)",)),
    (("def __next__(self):", "    self.n = getattr(self, 'n', 0) + 1", "    if self.n % 4 == 0: raise StopIteration(self.n)",
    "    return self.n"), ("next({o})", "next({o}, 'end')", "iter({o})", "list(itertools.islice({o}, 2))")),
    (("def __private(self): return $int", "def call_private(self): return self.__private()"), ("{o}.call_private()",
    "{o}.__private()", "'_{c}__private' in dir({c})")),
    (("async def later(self): return self.b",), ("drive_coroutine({o}.later())",)),
    (("def gen(self):", "    x = yield self.b", "    print('x', x)", "    yield from $ints[:2]"), ("list({o}.gen())",
    "drive({o}.gen(), [None, 5, None])", "next({o}.gen())")),
    (("@passing", "def decorated(self, n=$int): return (self.b, n)"), ("{o}.decorated()", "{o}.decorated(2)",
    "{c}.decorated.__name__")),
)
EXTRAS = ("vars({o})", "{o}.a", "{o}.zzz", "repr({o})", "isinstance({o}, {c})", "type({o}).__name__", "{c}.__mro__[-1]",
    "{c}.__name__", "{c}.__bases__", "[k for k in vars({c}) if not k.startswith('__')]",
          "{o}.__class__ is {c}", "{c}()", "{c}(1, 2, 3)", "{o}.b", "setattr({o}, 'new', 1)", "{o}.new", "{c}.__qualname__",
          "{c}.__module__ == __name__", "{o} + {p}", "{o} < {p}", "{o}()", "{o}[0]", "len({o})",
          "iter({o})", "{o} in {o}", "-{o}", "int({o})", "hash({o}) is None", "{o} @ 1", "{o} == {p}", "copy.copy({o}).b",
          "delattr({o}, 'a')", "{c}.a", "super({c}, {o}).b", "{c}.method(5)", "sorted({o}.__dict__)", "issubclass({c}, int)",
          "bool({o})")
BASES = ("", "", "", "", "(object)", "(Exception)", "(dict)", "(list)", "(int)", "(str)", "(metaclass=Meta)", "(Mixin)",
    "(Mixin, Abstract)", "(tuple)", "(float)", "(set)", "(Plain, metaclass=Meta)", "(LookupError)", "(bytes)")
# A base whose instances are made of their value: __init__ may not change the signature of __new__.
SPECIAL = {"(int)": "int", "(str)": "str", "(tuple)": "itup", "(float)": "float", "(list)": "ints", "(dict)": "dict",
    "(set)": "set", "(bytes)": "bytes"}
BUILTIN_USES = {
    "(int)": ("{o} + 1", "{o} * 2", "-{o}", "type({o} + {o}).__name__", "{o} == 5", "[1, 2, 3][{o} % 3]", "f'{{{o}:d}}'",
    "hash({o})", "{o}.real", "type({o}.real).__name__", "{o} < 3", "isinstance({o}, int)", "str({o})", "{o}.bit_length()",
    "range({o} % 4)", "int({o})"),
    "(str)": ("{o} + 'x'", "{o}.upper()", "type({o}.upper()).__name__", "len({o})", "{o} == 'a'", "f'{{{o}:>5}}'", "'%s' % {o}",
    "{{{o}: 1}}.get('a')", "{o}[::-1]", "','.join([{o}, {o}])", "str({o})", "{o}.__class__.__name__"),
    "(tuple)": ("{o} + (1,)", "len({o})", "{o} == ()", "{o}[:1]", "type({o}[:1]).__name__", "hash({o}) == hash(tuple({o}))",
    "list({o})"),
    "(float)": ("{o} + 1", "{o} * 2", "round({o}, 1)", "{o} == 0.5", "f'{{{o}:.2f}}'", "type(+{o}).__name__"),
    "(list)": ("{o} + [1]", "len({o})", "{o}.append(1)", "{o} == []", "sorted({o})", "{o}[:2]", "type({o}[:2]).__name__",
    "{o}.index(99)", "[*{o}]", "{o} * 2", "{o}.copy()", "type({o}.copy()).__name__", "list(reversed({o}))"),
    "(dict)": ("{o}.get('a')", "len({o})", "{o}['zz']", "{o}.setdefault('q', 1)", "{o} | {{'z': 1}}", "type({o} | {{}}).__name__",
    "list({o})", "{{**{o}}}", "{o}.pop('zz')", "'a' in {o}", "{o}.fromkeys('ab', 1)", "type({o}.copy()).__name__"),
    "(set)": ("{o} | {{1}}", "len({o})", "{o}.add(3)", "{o} == {{1}}", "type({o} | {{1}}).__name__", "sorted({o})", "{o} - {{1, 2}}"),
    "(bytes)": ("{o} + b'x'", "len({o})", "{o}.upper()", "type({o}.upper()).__name__", "{o}[0]", "{o}.hex()", "{o} == b'a'"),
}


class Class:
    def __init__(self, name, base, kind, uses):
        self.name, self.base, self.kind, self.uses = name, base, kind, uses


def fill_member(w, text, name, number):
    text = text.replace("{c}", name).replace("{n}", number)
    text = text.replace("$pick2", w.pick(("0", "1", "3", "-1", "'x'", "2.5", "True", "1 << 70"))).replace("$pick3", w.pick(("self",
        "None", "5"))).replace("$pick", w.pick(("True", "False", "NotImplemented", "None", "[]", "1")))
    return w.fill(text.replace("{{", "{").replace("}}", "}"), 1)


def define(w):
    if w.depth > 2 or w.indent > 3:
        return
    name, number = w.fresh("K"), w.fresh("d")
    parents = [c for c in w.classes if c.base not in SPECIAL]
    parent = w.pick(parents) if parents and w.chance(40) else None
    uses, kind, base = [], "int", ""
    if parent:
        base = parent.base
        header = f"class {name}({parent.name}{w.pick(('', ', Mixin', ', tag=4')) if 'Mixin' not in base else ''}):"
        uses += parent.uses
    else:
        base = w.pick(BASES)
        kind = SPECIAL.get(base, "int")
        header = f"class {name}{base}:"
        if base in SPECIAL:
            uses += BUILTIN_USES[base] * 2
    members = w.random.sample(MEMBERS, w.number(1, 5))
    def inside():
        if w.chance(20) and base in ("", "(object)") and not parent:
            w.line("__slots__ = " + w.pick(("('a', 'b')", "['a', 'b', 'watched']", "('a', 'b', '__dict__')", "'a', 'b', 'n'")))
        if w.chance(15):
            w.line("'''Class doc.'''")
        if base not in SPECIAL:
            form = w.number(0, 3)
            head = f"def __init__(self, b={w.expression('int', 1)}, a={w.expression('any', 1)}):"
            if parent and form == 0:
                w.lines.append("    " * w.indent + "def __init__(self, *args, **kwargs):")
                w.lines.append("    " * (w.indent + 1) + w.pick(("super().__init__(*args, **kwargs)",
                    f"{parent.name}.__init__(self, *args, **kwargs)", f"super({name}, self).__init__(*args)")))
                w.lines.append("    " * (w.indent + 1) + f"self.b = clip(self.b + {w.expression('int', 1)})")
            elif not parent or form == 1:
                w.lines.append("    " * w.indent + head)
                w.lines.append("    " * (w.indent + 1) + "self.b = b")
                w.lines.append("    " * (w.indent + 1) + "self.a = a")
        else:
            w.lines.append("    " * w.indent + "a = 1")
            w.lines.append("    " * w.indent + f"b = {w.expression('int', 1)}")
        if base not in SPECIAL or w.chance(30):
            w.lines.append("    " * w.indent + f"def __repr__(self): return {w.pick((repr(name) + ' + repr(self.b)', 'f' + chr(39) + '{type(self).__name__}<{self.b}>' + chr(39), repr(name)))}")
        for lines, its_uses in members:
            for text in lines:
                w.lines.append("    " * w.indent + fill_member(w, text, name, number))
            uses.extend(u.replace("{n}", number) for u in its_uses * 2)
        if w.chance(30):
            w.lines.append("    " * w.indent + f"def work(self, n={w.expression('int', 1)}):")
            w.indent += 1
            w.frame.style = "plain"
            body(w, 1, 3)
            w.frame.style = "class"
            w.line(f"return clip(self.b + {w.expression('int', 1)})")
            w.indent -= 1
            uses.extend(("{o}.work()", "{o}.work($int)"))
    if w.chance(8):
        w.line(w.pick(("@passing_class", "@functools.total_ordering" if any("__lt__" in m[0][0] for m in members) else "@passing_class")))
    if w.chance(10):
        w.block("try:", w.function, header, inside, "class")
        error = w.fresh("e")
        w.block(f"except Exception as {error}:", w.line, f"report({error})")
        return
    w.function(header, inside, "class")
    made = Class(name, base, kind, uses)
    w.classes.append(made)
    use(w, made)


def use(w, made=None):
    """Instances of a class, and operations on them that may fail."""
    if not w.classes:
        return
    made = made or w.pick(w.classes)
    first, second = w.fresh("o"), w.fresh("o")
    error = w.fresh("e")
    def make():
        for name in (first, second):
            w.line(f"{name} = {made.name}({w.expression(made.kind, 1)})")
    w.block("try:", make)
    w.block(f"except Exception as {error}:", lambda: (w.line(f"report({error})"), w.line(f"{first} = {second} = None")))
    for _ in range(w.number(2, 7)):
        text = w.pick(made.uses) if w.chance(80) else w.pick(EXTRAS)
        text = text.format(o=first if w.chance(70) else second, p=second if w.chance(70) else first, c=made.name)
        text = w.fill(text, 1)
        if w.frame.style == "class":
            continue
        w.block("try:", w.line, f"print({text})")
        w.block(f"except Exception as {error}:", w.line, f"report({error})")


PATCHES = ("{c}.__len__ = lambda self: $count", "{c}.__eq__ = lambda self, other: $bool", "{c}.b = $int",
    "{c}.method = lambda self, x=1: ('patched', x)", "{c}.__add__ = lambda self, other: 'patched add'",
           "{c}.__getattr__ = lambda self, name: 'got ' + name", "{c}.__bool__ = lambda self: False",
           "{c}.__call__ = lambda self, *a: a", "{c}.__iter__ = lambda self: iter($ints)", "{c}.__str__ = lambda self: 'patched'",
           "{c}.__getitem__ = lambda self, k: (4, 5, 6)[k]", "{c}.__contains__ = lambda self, k: True",
           "{c}.extra = property(lambda self: 'property')", "{c}.__hash__ = None", "{c}.__class__", "del {c}.__repr__",
           "{c}.__repr__ = lambda self: 'R'",
           "{c}.__lt__ = lambda self, other: True", "{c}.__setattr__ = lambda self, k, v: print('no', k)",
           "{c}.helper = staticmethod(lambda *a: a)", "{c}.build = classmethod(lambda cls: cls.__name__)",
           "{c}.__index__ = lambda self: 2",
           "{c}.__name__ = 'Renamed'", "{c}.__enter__ = lambda self: 'entered'", "{c}.__radd__ = lambda self, other: 'r'",
           "del {c}.method", "{c}.__doc__ = 'new doc'", "{c}.__iadd__ = lambda self, o: 'inplace'",
           "{c}.__init__ = lambda self, *a: None")


def patch(w):
    """Changes a class between two rounds of uses; in a loop, so that caches have filled."""
    if not w.classes or w.frame.factor > 6:
        return
    made = w.pick(w.classes)
    instance, error, again = w.fresh("o"), w.fresh("e"), w.fresh("n")
    texts = [w.pick(made.uses) if w.chance(50) else w.pick(EXTRAS) for _ in range(2)]
    patch_text = w.fill(w.pick(PATCHES).format(c=made.name), 1)
    w.block("try:", w.line, f"{instance} = {made.name}({w.expression(made.kind, 1)})")
    w.block("except Exception:", w.line, f"{instance} = None")
    def inside():
        for text in texts:
            w.block("try:", w.line, f"print({w.fill(text.format(o=instance, p=instance, c=made.name), 0)})")
            w.block(f"except Exception as {error}:", w.line, f"report({error})")
        w.block(f"if {again} == 1:", lambda: (w.block("try:", w.line, patch_text), w.block(f"except Exception as {error}:", w.line,
            f"report({error})")))
    w.loop(f"for {again} in range(4):", 4, inside)


FUNCTION_PATCHES = ("{f}.__defaults__ = None", "{f}.__defaults__ = (1, 2)", "{f}.__kwdefaults__ = {{'k': 1}}",
    "{f}.attribute = $int", "{f}.__name__ = 'renamed'", "{f}.__code__ = (lambda *a, **k: a).__code__",
    "{f} = lambda *a, **k: 'replaced'",
                    "{f} = passing({f})", "{f}.__doc__ = 'd'", "{f} = None", "{f} = functools.partial({f})")


def patch_function(w):
    if w.frame.outer is not None or not w.functions or w.frame.factor > 1:
        return
    function = w.pick([f for f in w.functions])
    if function.style != "plain" or function.work > 300:
        return
    again, error = w.fresh("n"), w.fresh("e")
    call = f"{function.name}({w.arguments(function.parameters, 0)})"
    def inside():
        w.block("try:", w.line, f"print({call}, getattr({function.name}, 'attribute', None))")
        w.block(f"except Exception as {error}:", w.line, f"report({error})")
        w.block(f"if {again} == 1:", lambda: (w.block("try:", w.line, w.fill(w.pick(FUNCTION_PATCHES).format(f=function.name), 0)),
            w.block(f"except Exception as {error}:", w.line, f"report({error})")))
    w.loop(f"for {again} in range(3):", 3, inside)
    w.functions = [f for f in w.functions if f is not function]


PATCHED_NAMES = ("len", "abs", "print", "range", "isinstance", "sum", "str", "int", "max", "sorted", "repr", "ord", "list",
    "enumerate", "zip", "min")


def patch_builtin(w):
    """A built-in function hidden by a global one, and shown again."""
    if w.frame.outer is not None or w.frame.loops or w.depth:
        return
    name, function, error = w.pick(PATCHED_NAMES), w.fresh("f"), w.fresh("e")
    w.function(f"def {function}(x):", lambda: w.line(f"return {name}(x){w.pick(('', ' == 1', ', 2'))}"), "fixed")
    value = w.expression("any", 1)
    place = w.pick(("global", "builtins"))
    for step in range(3):
        w.block("try:", w.line, f"print({function}({value}))" if name != "print" else f"{function}({value})")
        w.block(f"except Exception as {error}:", w.line, f"report({error})")
        if step == 0:
            w.line((f"{name} = " if place == "global" else f"builtins_{name} = builtins.{name}; builtins.{name} = ") + w.pick(("lambda *a, **k: 'hidden'",
                "lambda x: 7", "lambda x: [x]") if place == "global" else ("lambda *a, **k: 'hidden'",)) )
            if place == "builtins":
                w.block("try:", w.line, f"held = {function}(5)")
                w.block("finally:", w.line, f"builtins.{name} = builtins_{name}")
                w.line("print(held)")
        elif step == 1 and place == "global":
            w.line(f"del {name}")


MADE = (
    ("@dataclasses.dataclass{opts}", "class {c}:", "    x: int = $int", "    y: str = $str",
    "    z: list = dataclasses.field(default_factory=list)"),
    ("class {c}(typing.NamedTuple):", "    x: int", "    y: str = $str", "    def both(self): return (self.y, self.x)"),
    ("class {c}(enum.Enum):", "    A = $small", "    B = 'b'", "    C = ($int, 1)", "    def m(self): return self.name"),
    ("class {c}(enum.IntFlag):", "    P = 1", "    Q = 2", "    R = 4", "    PQ = 3"),
    ("{c} = collections.namedtuple('{c}', 'x y', defaults=[$int])",),
    ("{c} = type('{c}', (Plain,), {'x': $int, 'y': lambda self: self.x})",),
    ("class {c}(enum.IntEnum):", "    A = 1", "    B = 5"),
    ("class {c}(enum.StrEnum):", "    A = enum.auto()", "    B = $str + 'q'"),
)
MADE_USES = ("{c}($int)", "{c}(1, 'y')", "{c}(1)", "{c}(1) == {c}(1)", "{c}(x=1)", "{c}.A", "{c}.A.value", "{c}.B.name",
    "list({c})", "{c}['A']", "{c}['zz']", "{c}(99)", "{c}.P | {c}.Q", "~{c}.P", "{c}(3)", "{c}(1)._replace(x=2)",
    "{c}(1)._asdict()",
             "{c}(1, 'a') < {c}(2, 'b')", "dataclasses.replace({c}(1), x=5)", "dataclasses.astuple({c}(3))", "{c}(1).x",
             "{c}(1, 2, 3, 4, 5)", "{c}.A == 1", "{c}.A < {c}.B", "{c}().x", "{c}(1)[0]", "len({c})", "isinstance({c}.A, {c})",
             "setattr({c}(1), 'x', 2)", "{c}._fields", "{c}.A.m()", "{c}().y()", "{c}.__members__",
             "sorted([{c}(2, 'a'), {c}(1, 'b')])", "{c}.P in {c}.PQ", "str({c}.A)", "f'{{{c}.A}}'", "{c}.__match_args__",
             "match_point({c}(1))", "{c}(1).both()", "{c}.__doc__")


def made_by_library(w):
    """dataclasses, named tuples, enumerations."""
    if w.depth > 1 or w.frame.loops or w.frame.outer is not None:
        return
    name, error = w.fresh("M"), w.fresh("e")
    options = w.pick(("", "(frozen=True)", "(order=True)", "(slots=True)", "(eq=False, repr=False)" if 0 else "(kw_only=True)"))
    lines = [w.fill(text.replace("{c}", name).replace("{opts}", options), 0) for text in w.pick(MADE)]
    for text in lines:
        w.lines.append("    " * w.indent + text)
    for _ in range(w.number(2, 6)):
        w.block("try:", w.line, f"print({w.fill(w.pick(MADE_USES).format(c=name), 0)})")
        w.block(f"except Exception as {error}:", w.line, f"report({error})")


STATEMENTS = [(6, define), (4, use), (3, patch), (2, patch_function), (1, patch_builtin), (1, made_by_library)]
