"""Loops that do nothing but arithmetic, orders of evaluation, scopes, and inheritance from several classes."""

EDGES = ("1", "0", "-1", "3", "7", "255", "65537", "2147483647", "-2147483648", "4294967295", "4611686018427387903",
    "-4611686018427387904",
         "4611686018427387904", "9223372036854775807", "-9223372036854775808", "3037000500", "1 << 40", "12345678901234567")
REALS = ("0.5", "1.5", "-0.25", "1e10", "3.0", "1e-3", "0.1", "-7.75")
INT_STEPS = ("{x} += {y}", "{x} -= {y}", "{x} *= {y}", "{x} = {x} * {c} + i", "{x} = {x} ^ ({y} >> 3)", "{x} = {y} % ({x} | 1)",
    "{x} //= ({y} | 1)", "{x} = ({x} << 1) - {y}",
             "{x} = -{x}", "{x} = ~{x} + {c}", "{x} &= {c}", "{x} |= i", "{x} = abs({x} - {y})", "{x}, {y} = {y}, {x}",
             "{x} = {x} - i * {y}", "if {x} > {y}: {x} -= {c}", "if {x} == {y}: {x} += 1",
             "if not {x} < {c} <= {y}: {y} = i", "{x} = {x} if {x} != {c} else {y}", "{x} = min({x}, {y})",
             "{x} = max({x}, {c}, i)", "{x} = xs[i % len(xs)] + {x}", "xs[i % len(xs)] = {x}", "xs[-1] += {y}", "xs[i & 1] ^= {c}",
             "{x} >>= 2", "{x} = divmod({x}, {c} or 1)[1]", "{x} = ({x} + {y}) & 0xffffffff",
             "{x} = ({x} * 6364136223846793005 + 1) & 0xffffffffffffffff", "{x} = int({x} % 1000 / 7)", "{x} += {x} > {y}",
             "{x} = len(xs) * {x}",
             "while {x} > {c} and {x} > 1: {x} //= 3", "if {x} & 1: continue", "if i == 4: break", "total += {x}",
             "count += 1 if {x} > 0 else -1", "{x} = {x} ** 2 % 1000003", "{x} = pow({x}, 3, 1000007)", "{x} = hash({x})")
FLOAT_STEPS = ("{f} += {g}", "{f} *= {g}", "{f} -= i", "{f} = {f} * 0.5 + {g}", "{f} = -{f}", "if {f} > {g}: {f} = {g}",
    "{f} = {f} / ({g} or 1.0)", "{f} = abs({f})", "{f} = {x} * 0.25 if abs({x}) < 1e15 else {g}",
    "{x} = int({f}) if abs({f}) < 1e15 else i",
               "{f} = float(i) - {f}", "{f} = min({f}, {g})", "{f} = {f} // 3", "{f} = {f} % 7.5", "{f}, {g} = {g}, {f}",
               "if {f} == {f}: total += i", "{f} = {f} ** 2 if abs({f}) < 1e100 else 1.0", "{f} = round({f}, 2)")


def kernel(w):
    """Arithmetic in a loop, on locals, without calls in between; types and sizes change on the way."""
    if w.indent > 1:
        return
    name = w.fresh("k")
    ints, floats = ["a", "b", "c"], ["f", "g"]
    def step():
        row = w.pick(INT_STEPS) if w.chance(75) else w.pick(FLOAT_STEPS)
        x, y = w.random.sample(ints, 2)
        f, g = w.random.sample(floats, 2)
        return row.format(x=x, y=y, f=f, g=g, c=w.pick(EDGES))
    def inside():
        w.line("total = count = 0")
        w.line(f"f, g = {w.pick(REALS)}, {w.pick(REALS)}")
        def loop():
            w.line("if max(abs(a), abs(b), abs(c)) > 1 << 300: a, b, c = 1, -2, 3")
            for _ in range(w.number(2, 6)):
                w.line(step())
            if w.chance(30):
                w.block("try:", lambda: [w.line(step()) for _ in range(2)] + [w.line(w.pick(("xs[i]", "total += 1 // (i - 2)",
                    "count += None", "f = g / (i - 1)")))])
                w.block("except (ArithmeticError, TypeError, LookupError) as error:", w.line, "print(i, error)")
            if w.chance(25):
                w.block("for j in range(2):", lambda: [w.line(step().replace("break", "pass")) for _ in range(2)])
        w.block(f"for i in {w.pick(('range(6)', 'range(n)', 'range(n, -2, -1)', 'range(0, 9, 3)', '[3, 1, 2]', '(0, 1, 5)'))}:", loop)
        w.line("return a, b, c, f, g, total, count, xs")
    w.function(f"def {name}(a, b, c, n, xs):", inside, "fixed")
    for _ in range(w.number(1, 3)):
        error = w.fresh("e")
        numbers = [w.pick(EDGES) if w.chance(85) else w.pick(REALS + ("True", "'s'")) for _ in range(3)]
        w.block("try:", w.line, f"print({name}({', '.join(numbers)}, {w.number(0, 6)}, [{w.pick(EDGES)}, {w.pick(EDGES)}]))")
        w.block(f"except Exception as {error}:", w.line, f"report({error})")


ORDERS = ("tick($a) + tick($b) * tick($c)", "tick($a) < tick($b) < tick($c)", "tick($a) if tick($b) else tick($c)",
    "[tick($a), *tick([$b]), tick($c)]", "{tick($a): tick($b), tick($c): tick(4)}", "len({tick($a), tick($b)})",
    "f'{tick($a)}{tick($b)!r:>{tick(5)}}'",
          "(tick($a) and tick($b) or tick($c))", "not tick($a) == tick($b)",
          "seen(tick($a), *tick((1, 2)), k=tick($b), **tick({'z': 1}))", "tick(seen)(tick($a), key=tick($b))",
          "tick([1, 2, 3])[tick(0):tick(2)]", "tick([1, 2, 3])[tick(1)]", "(lambda p=tick($a), *, q=tick($b): (p, q))()",
          "[tick(i) for i in tick([1, 2]) if tick(i)]", "{tick(i): tick(j) for i in tick((1,)) for j in tick((2,))}",
          "tick($a) in [tick($b), tick($c)]", "tick('%s %s') % (tick($a), tick($b))", "tick($a) is not tick($b)",
          "tick('a').join([tick('b'), tick('c')])", "(x := tick($a)) + tick(x)",
          "tick($a)[tick($b)]", "tick($a).missing(tick($b))", "tick($a)(tick($b))", "-tick($a) ** tick(2)",
          "any(tick(v) for v in (0, $a, $b))", "next(tick(v) for v in (0, $a) if v)", "list(map(tick, ($a, $b)))",
          "sorted((2, 1), key=tick)", "max(1, 2, key=tick)")
STATEMENT_ORDERS = ("d[tick('k')] = tick($a)", "d[tick('k')], l[tick(0)] = tick($a), tick($b)", "l[tick(0)] += tick($a)",
    "d[tick('q')] += tick($a)", "(d, d)[tick(0)][tick('z')] = tick($b)", "del d[tick('n')], l[tick(0)]",
    "l[tick(0):tick(1)] = tick([7, 8])",
                    "for l[tick(0)] in tick([1, 2]): tick(l[0])", "x = d[tick('m')] = l[tick(1)] = tick($a)",
                    "with tick(manager($a)) as d[tick('w')]: tick(d['w'])", "assert tick($a), tick('message')",
                    "raise tick(ValueError)(tick($b)) from tick(KeyError(1))", "a, *l[tick(0):tick(1)] = tick([1, 2, 3])",
                    "holder.x = tick($a); holder.y += tick(1)", "def g(p=tick($a), *, q: tick(int) = tick($b)): pass",
                    "class Q(tick(object), metaclass=tick(type)): z = tick($c)",
                    "@tick(passing)\n{0}@tick(twice)\n{0}def g(): return tick(1)\n{0}print(g())",
                    "try: tick(1); raise tick(KeyError('x'))\n{0}except tick(ValueError): pass\n{0}except tick(KeyError): tick(2)\n{0}finally: tick(3)",
                    "l[tick(0)], = tick([5]); print(l)", "(l[tick(0)], d[tick('a')]), x = tick((1, 2)), tick(3)",
                    "return_ = [tick(v) for v in l if (y := tick(v))]; print(y)")


def order(w):
    """Expressions and statements whose parts say when they are evaluated."""
    values = ("0", "1", "2", "-3", "'s'", "()", "[1]", "None", "2.5", "True", "10**20")
    error = w.fresh("e")
    w.line("d, l, holder = {'n': 1, 'k': 2}, [1, 2, 3], Point(1)")
    w.lines.append("    " * w.indent + "def seen(*arguments, **keywords): return arguments, keywords")
    for _ in range(w.number(1, 4)):
        expression = w.chance(60)
        text = w.pick(ORDERS if expression else STATEMENT_ORDERS)
        for hole in "abc":
            text = text.replace("$" + hole, w.pick(values))
        text = f"print({text})" if expression else text.replace("{0}", "    " * (w.indent + 1))
        w.block("try:", w.line, text)
        w.block(f"except Exception as {error}:", w.line, f"report({error})")
    w.line("print(d, l)")


SCOPES = (
    ("x = $int", "def f():", "    print(x)", "    def g():", "        nonlocal_ = x", "        return lambda: (x, nonlocal_)",
    "    return g()()", "print(f())"),
    ("def f(x):", "    class C:", "        y = x", "        x = 5", "        def m(self): return x, self.x",
    "        z = [x for _ in range(2)]", "    return C().m(), C.y, C.z", "print(f($int))"),
    ("def f():", "    x = 1", "    class C:", "        nonlocal x", "        x = $int", "        v = x + 1",
    "    return x, C.v, hasattr(C, 'x')", "print(f())"),
    ("def f():", "    try:", "        print(x)", "    except NameError as e:", "        report(e)", "    x = $int", "    del x",
    "    try:", "        x", "    except NameError as e:", "        report(e)", "f()"),
    ("def f():", "    def g(): return late", "    try:", "        print(g())", "    except NameError as e:", "        report(e)",
    "    late = $int", "    return g()", "print(f())"),
    ("def f(flag):", "    if flag: x = $int", "    def g(): return x", "    try:", "        return g()",
    "    except NameError as e:", "        report(e)", "print(f(True), f(False))"),
    ("def f():", "    fs = []", "    for i in range(3):", "        fs.append(lambda j=$small: (i, j))", "    i = 9",
    "    return [g() for g in fs]", "print(f())"),
    ("def f():", "    fs = [lambda: (i, k) for i in range(2) for k in 'ab']", "    return [g() for g in fs]", "print(f())"),
    ("def f(n):", "    global shared_{n}", "    shared_{n} = n", "    return shared_{n}", "print(f($int), shared_{n})"),
    ("def f():", "    def g():", "        nonlocal v", "        v += 1", "        def h():", "            nonlocal v",
    "            v *= 2", "            return v", "        return h", "    v = $small", "    return g()(), v", "print(f())"),
    ("def f():", "    try:", "        raise ValueError($int)", "    except ValueError as e:", "        keep = e",
    "        g = lambda: e", "    try:", "        g()", "    except NameError as error:", "        report(error)",
    "    return repr(keep)", "print(f())"),
    ("class A:", "    x = 1", "    def __init_subclass__(cls): cls.y = cls.x + 1", "    class B: z = $int", "    w = B.z",
    "    def m(self, B=B): return B.z, A.B.z", "class D(A): x = 5", "print(A().m(), D.y, A.w)"),
    ("def f():", "    x = [y := $int, y ** 2, *[w := v for v in range(2)]]", "    return x, y, w", "print(f())"),
    ("def f(*, a, b=$int, **c):", "    l = locals()", "    a = 0", "    return sorted(l), sorted(locals())", "print(f(a=1, z=2))"),
    ("def f(a, b=[]):", "    b.append(a)", "    return b", "print(f(1), f(2), f(3, []), f.__defaults__)"),
    ("def outer():", "    def rec(n): return 1 if n < 1 else n * rec(n - 1)", "    g = rec", "    rec = lambda n: -1",
    "    return g(3)", "print(outer())"),
    ("try:", "    int = $small", "    print(int)", "    del int", "    print(int('7'))", "except Exception as e:", "    report(e)"),
    ("def f():", "    for x in (1, 2):", "        def g(): return x", "        yield g",
    "print([g() for g in f()], [g() for g in list(f())])"),
    ("def f():", "    exec_ = {}", "    for k in 'ab': exec_[k] = (lambda k: lambda: k)(k)",
    "    return exec_['a'](), exec_['b']()", "print(f())"),
    ("def f(x):", "    def g():", "        return [x for x in range(x)], x", "    return g()", "print(f(3))"),
    ("def f():", "    import math as m, operator", "    from operator import add as plus",
    "    return m.floor(2.5), plus(1, 2), operator.mul(2, 3)", "print(f())"),
)


def scope(w):
    for text in w.pick(SCOPES):
        text = w.fill(text.replace("{n}", str(w.names)), 0) if "{}" not in text else text
        w.lines.append("    " * w.indent + text)


BODY = ("def who(self): return [{n}] + super().who()", "def who(self): return [{n}]",
    "def who(self): return [{n}] + (super().who() if hasattr(super(), 'who') else [])", "x = {n}",
    "def __init__(self, *a, **k): super().__init__(); self.i{i} = 1",
    "@property\n    def p(self): return ({n}, getattr(super(), 'p', None))",
        "@classmethod\n    def make(cls): return cls.__name__, {n}", "__slots__ = ()", "__slots__ = ('s{i}',)",
        "def __repr__(self): return {n} + super().__repr__()[:3]", "def __eq__(self, o): return NotImplemented",
        "def __getattr__(self, k): return {n} + k if k[0] == 'g' else super().__getattribute__(k)",
        "def __init_subclass__(cls, **k): print('sub', {n}, cls.__name__); super().__init_subclass__(**k)",
        "def __new__(cls, *a): return super().__new__(cls)", "who = None", "def __len__(self): return {i}",
        "def __hash__(self): return {i}")
QUERIES = ("print([k.__name__ for k in {c}.__mro__])", "print({c}().who())", "print({c}().x)", "print({c}.make())",
    "print({c}().p)", "print(sorted(vars({c}())))", "print({c}() == {c}())", "print({c}().gone)", "print({c}().other)",
    "print(len({c}()))", "print(repr({c}())[:9])",
           "print(issubclass({c}, {d}), isinstance({c}(), {d}))", "{d}.x = 'changed'; print({c}.x)",
           "{d}.who = lambda self: ['new']; print({c}().who())", "{c}.__bases__ = ({d},); print([k.__name__ for k in {c}.__mro__])",
           "o = {c}(); o.__class__ = {d}; print(type(o).__name__)", "o = {c}(); o.free = 1; print(o.free)",
           "print(super({d}, {c}()).who())", "del {d}.x; print({c}.x)", "print({c}.__dict__.get('x'), {c}.__base__.__name__)",
           "o = {c}(); o.x = 3; print(o.x, {c}.x)", "print({c}.who.__qualname__)", "{c}.p = 5",
           "print({c}().__class__.__name__, {c}.__module__ == __name__)")


def hierarchy(w):
    """Classes with several bases, in any order; super() goes along."""
    if w.indent > 2 or w.frame.loops:
        return
    names, error = [], w.fresh("e")
    for index in range(w.number(2, 5)):
        name = w.fresh("H")
        bases = w.random.sample(names, min(len(names), w.number(0, 2))) if names else []
        def inside():
            w.block(f"class {name}({', '.join(bases)}):" if bases else f"class {name}:", lambda: [
                w.lines.append("    " * w.indent + line.strip() if n == 0 else "    " * w.indent + line.strip()) for text in w.random.sample(BODY,
                    w.number(1, 3))
                for n, line in enumerate(text.replace("{n}", repr(name)).replace("{i}", str(index)).split("\n"))])
        w.block("try:", inside)
        w.block(f"except TypeError as {error}:", lambda: (w.line(f"report({error})"), w.line(f"{name} = type('Made', (), {{}})")))
        names.append(name)
    for _ in range(w.number(2, 5)):
        w.block("try:", w.line, w.pick(QUERIES).format(c=w.pick(names[-2:]), d=w.pick(names)))
        w.block(f"except Exception as {error}:", w.line, f"report({error})")


STATEMENTS = [(6, kernel), (5, order), (3, scope), (4, hierarchy)]
