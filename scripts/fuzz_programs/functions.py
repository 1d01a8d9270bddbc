"""Functions, closures, lambdas, decorators, generators, and their calls: right ones and wrong ones."""
from . import tables
from .statements import body
from .writer import WORK, Function

KINDS = ("int", "int", "str", "ints", "float", "bool", "dict", "strs", "itup", "set")
RESULTS = ("int", "int", "str", "ints", "strs", "float", "bool", "dict")
BOUND = {"star": "itup", "kwargs": "dict"}


def parameters(w):
    """A random parameter list: its text, and (name, kind, form) of each."""
    texts, made = [], []
    def add(form, kind):
        name = w.fresh("p")
        made.append((name, kind, form))
        return name
    for _ in range(w.number(0, 2) if w.chance(15) else 0):
        texts.append(add("only", w.pick(KINDS)))
    if texts:
        texts.append("/")
    for _ in range(w.number(0, 2)):
        kind = w.pick(KINDS)
        name = add("positional", kind)
        texts.append(name + (f": {kind if kind in ('int', 'str', 'float', 'bool') else repr(kind)}" if w.chance(15) else ""))
    for _ in range(w.number(0, 2) if w.chance(50) else 0):
        kind = w.pick(KINDS)
        texts.append(f"{add('default', kind)}={w.expression(kind, 1)}")
    starred = w.chance(25)
    if starred:
        texts.append("*" + add("star", "itup"))
    if w.chance(25):
        if not starred:
            texts.append("*")
        kind = w.pick(KINDS)
        texts.append(add("keyword", kind))
        if w.chance(50):
            kind = w.pick(KINDS)
            texts.append(f"{add('keyword-default', kind)}={w.expression(kind, 1)}")
    if w.chance(15):
        texts.append("**" + add("kwargs", "dict"))
    return ", ".join(texts), made


def define(w):
    """A function; in another one, a closure."""
    if w.indent > 5:
        return
    name, result = w.fresh("f"), w.pick(RESULTS)
    text, made = parameters(w)
    if w.chance(20):
        w.line(w.pick(("@functools.lru_cache(maxsize=None)", "@passing", "@counted",
            "@twice")) if result == "int" and not made else "@passing")
    def inside():
        for parameter, kind, form in made:
            w.bind(parameter, kind)
        if w.chance(15):
            w.line(w.pick(('"""Text."""', "'doc'")))
        body(w, 1, 5)
        w.line(f"return {w.expression(result, 3)}")
    depth, w.depth = w.depth, max(w.depth, 1)
    work = w.function(f"def {name}({text}){w.pick(('', '', '', ' -> ' + repr(result)))}:", inside, "plain", result)
    w.depth = depth
    w.functions.append(Function(name, made, result, work))
    if work * w.frame.factor <= WORK:
        for _ in range(w.number(1, 2)):
            w.frame.work += work * w.frame.factor
            w.line(f"print({name}({w.arguments(made, 1)}))")


def wrong_call(w):
    """A call that binds its arguments badly, perhaps."""
    if not w.functions:
        return
    function = w.pick(w.functions)
    if function.work * w.frame.factor > WORK or function.style != "plain":
        return
    w.frame.work += function.work * w.frame.factor
    parts = [w.expression(w.pick(KINDS), 1) for _ in range(w.number(0, 3))]
    for name, kind, form in function.parameters:
        if w.chance(30):
            parts.append(f"{name}={w.expression(kind, 1)}")
    if w.chance(20):
        parts.append("unknown=1")
    if w.chance(15):
        parts.append(w.pick(("**{'x': 1}", "**{1: 2}", "**5")))
    if w.chance(15):
        parts.insert(0, w.pick(("*None", "*'ab'", "*[1, 2]")))
    name = w.fresh("e")
    w.block("try:", w.line, f"print({function.name}({', '.join(parts)}))")
    w.block(f"except Exception as {name}:", w.line, f"report({name})")


def closure(w):
    """A function that makes functions which share a variable."""
    name, cell = w.fresh("f"), w.fresh("c")
    def inside():
        w.line(f"{cell} = {w.expression('int')}")
        w.bind(cell, "int")
        def bump():
            w.frame.nonlocals.add(cell)
            w.line(f"{cell} {w.pick(('+=', '-=', '^=', '|='))} {w.expression('int')}")
            w.line(f"{cell} = clip({cell})")
            w.line(f"return {w.expression('int')}")
        w.function("def bump(step=1):", bump, "plain", "int")
        w.function("def peek():", lambda: w.line(w.pick((f"return {cell}", f"return [{cell}, bump()]",
            f"return (lambda: {cell} + 1)()", f"return [{cell} for _ in range(2)]"))), "plain", "any")
        w.line(w.pick(("return bump, peek", "return [bump, peek]", f"return (bump, lambda: {cell})")))
    w.function(f"def {name}():", inside, "plain", "any")
    w.line(f"bump, peek = {name}()")
    w.line("print(bump(), peek(), bump(), peek())")
    if w.chance(40):
        late = w.fresh("f")
        w.line(f"{late} = [{w.pick(('lambda: i', 'lambda i=i: i', 'lambda j: i + j', 'lambda *a: (i, a)'))} for i in range(3)]")
        w.line(f"print([g({'1' if 'lambda j' in w.lines[-1] else ''}) for g in {late}])")
    if w.chance(30):
        w.line("print(bump.__name__, bump.__qualname__, bump.__defaults__, bump.__code__.co_freevars, bump.__closure__[0].cell_contents)")


def recursion(w):
    name, base = w.fresh("f"), w.expression("int", 1)
    step = w.pick((f"n + {name}(n - 1)", f"{name}(n - 1) - {w.expression('int', 1)}", f"{name}(n - 1) ^ {name}(n - 2)",
        f"max(n, {name}(n - 1, m + 1))"))
    w.line(f"def {name}(n, m=0): return clip({base} if n <= 0 else {step})")
    w.line(f"print({name}({w.number(1, 7)}))")


YIELDS = ("yield $int", "yield $str", "got = yield $int", "print('got', (yield $int))", "yield from $ints", "yield $any", "yield",
          "yield from (v * 2 for v in $itup)", "yield from $str[:3]", "got = yield from inner(n)", "print([(yield $small), (yield)])",
          "got = (yield n) or (yield -n)", "yield {k: v for k, v in $dict.items()}", "print(f'{(yield $int)!r}')")


def generator(w):
    """A generator function, driven by next, send, throw and close."""
    if w.frame.factor > 6 or w.depth > 2:
        return
    name = w.fresh("g")
    lines = w.number(1, 5)
    def step():
        w.line(w.fill(w.pick(YIELDS), 1))
        if w.chance(25):
            body(w, 1, 1)
    def inside():
        w.line("got = None")
        w.lines.append("    " * w.indent + "n = 0")
        w.bind("n", "int")
        w.function("def inner(n):", lambda: (w.line("back = yield n"), w.line("print('inner', back)"), w.line("return n + 1")), "fixed")
        for _ in range(lines):
            form = w.number(0, 5)
            if form == 0:
                w.loop(f"for n in range({w.number(1, 3)}):", 3, step)
            elif form == 1:
                w.block("try:", step)
                error = w.fresh("e")
                w.block(f"except {w.pick(('ValueError', 'KeyError', 'GeneratorExit', 'Exception', 'BaseException', '(TypeError, KeyError)'))} as {error}:",
                    lambda: (
                    w.line(f"print('in', repr({error}))"), w.line(w.pick(("raise", "pass", "return 5", "yield 'late'",
                        f"raise RuntimeError('x') from {error}", "got = 1")))))
            elif form == 2:
                w.block("try:", step)
                w.block("finally:", w.line, "print('finally', n)")
            elif form == 3:
                w.block(f"if {w.expression('bool')}:", step)
            elif form == 4:
                w.block("with manager('g') as held:", step)
            else:
                step()
        if w.chance(40):
            w.line(f"return {w.expression('any', 1)}")
    w.function(f"def {name}():", inside, "generator")
    form = w.number(0, 3)
    if form == 0:
        error = w.fresh("e")
        w.block("try:", w.line, f"print({w.pick(('', 'tuple', 'sum', 'sorted', 'max', 'repr'))}(list({name}())))")
        w.block(f"except Exception as {error}:", w.line, f"report({error})")
        return
    commands = [w.pick(("None", "None", w.expression("int", 0), w.expression("str", 0), "ValueError('thrown')", "KeyError",
        "ValueError",
                        "GeneratorExit()", "StopIteration(4)", "'close'", "TypeError('t')")) for _ in range(w.number(2, 7))]
    w.line(f"drive({name}(), [{', '.join(commands)}])")


def delegation(w):
    """Generators in generators: results, and iterators that are no generators."""
    name = w.fresh("g")
    w.block(f"def {name}(k):", lambda: (
        w.block("if k > 0:", lambda: (w.line("yield k"), w.line(f"r = yield from {name}(k - 1)"), w.line("print('r', r)"),
            w.line(f"return (k, {w.expression('int', 1)})"))),
        w.line(w.pick(("return None", "yield from iter('ab')", "yield 'end'", "raise KeyError(k)")))))
    w.line(f"drive({name}({w.number(0, 3)}), [None, None, {w.pick(('None', '3', 'ValueError(1)'))}, None, None, None])")


def lambda_use(w):
    name = w.fresh("h")
    text, made = parameters(w)
    w.line(f"{name} = lambda {text.replace(': int', '').replace(': str', '').replace(': float', '').replace(': bool', '') if ': ' not in text else ', '.join(n for n, k, f in made)}: "
           f"({', '.join([n for n, k, f in made] + [w.expression('int', 1)])})")
    if ": " in text:
        return
    w.line(f"print({name}({w.arguments(made, 1)}))")


STATEMENTS = [(7, define), (3, wrong_call), (2, closure), (1, recursion), (5, generator), (1, delegation), (2, lambda_use)]
