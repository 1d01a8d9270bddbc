"""match statements and coroutines."""
import re

from .statements import body

CASES = ("case $lit:", "case $lit | $lit2:", "case [a, b]:", "case [a, *rest]:", "case [$lit, *_, c]:", "case (x, (y, z)):",
    "case []:", "case {'a': a}:", "case {'a': 1, **rest}:", "case {}:", "case str(s):", "case int(n) if n > 3:",
         "case int() | float() as num:", "case bool(t):", "case None:", "case True:", "case (1 | 2) as k:",
         "case [int(p), str(q)]:", "case {'k': (p, *q)}:", "case Point(x=0, y=yy):", "case Point(xx, yy):", "case Point():",
         "case list() | tuple():",
         "case bytes(bb):", "case -1 | 0.5 | 1j:", "case -1 - 2j:", "case 'a' 'bc':", "case b'a':", "case Color.RED:",
         "case math.pi:", "case [[i, *_], *_]:", "case dict(d) if d:", "case str() as s if s.isalpha():",
         "case {'x': int(v) as w, 'key': _}:",
         "case [*_, [_, last]]:", "case Point(x=[*inner]):", "case set() | frozenset():", "case type():", "case [1, 2, 3]:",
         "case ('a' | 'b') as letter, *_:", "case {-1: neg}:", "case {None: nn, 'z': zz}:", "case range():", "case Point(1, 2, 3):",
         "case int(1):")
NAMES = ("a", "b", "c", "rest", "x", "y", "z", "s", "n", "num", "t", "k", "p", "q", "xx", "yy", "bb", "i", "d", "v", "w", "last",
    "inner", "letter", "neg", "nn", "zz")


def match(w):
    error, function = w.fresh("e"), w.fresh("m")
    def inside():
        def cases():
            for _ in range(w.number(2, 6)):
                case = w.pick(CASES).replace("$lit2", w.pick(("2", "'q'", "None", "-5"))).replace("$lit", w.pick(("1", "'abc'", "0",
                    "2.5", "False", "'a'", "2147483648", "b'ab'")))
                bound = [n for n in NAMES if n in re.findall(r"[a-z]+", case.split(" if ")[0]) and n not in ("int", "str")]
                known = [n for n in bound if f"{n}=" not in case or f"={n}" in case]
                w.block(case,
                    lambda: (w.line(f"print({case!r}, sorted((k, repr(v)) for k, v in locals().items() if k != 'subject'))") if w.chance(15) else w.line(f"print({', '.join([repr(case)] + known)})"),
                    body(w, 1, 1) if w.chance(20) else None))
            if w.chance(40):
                w.block("case _:", w.line, "print('default')")
        w.block("match subject:" if w.chance(85) else "match subject, 1:", cases)
    w.function(f"def {function}(subject):", inside, "fixed")
    subjects = [w.expression("any", 2) if w.chance(70) else w.pick(("Point(0, 5)", "Point([1, 2], 3)", "Color.RED",
        "[[1, 2], [3, 4]]", "('a', 'b')", "{'a': 1, 'b': 2}", "{'x': 5, 'key': 0}", "[1, 'z']", "(1, (2, 3))", "int", "Point(1, 2)",
        "{-1: 0, None: 1, 'z': 2}", "'abc'", "True", "1.0")) for _ in range(w.number(3, 6))]
    w.block(f"for {w.fresh('s')} in [{', '.join(subjects)}]:", lambda: (
        w.block("try:", w.line, f"{function}({w.lines[-1].split()[1]})"), w.block(f"except Exception as {error}:", w.line,
            f"report({error})")))


AWAITED = ("await Step($int)", "print(await Step($str))", "x = await Step($any)", "await helper($int)",
    "print([await helper(i) for i in range(3)])", "print([v async for v in ticker($count)])",
    "print({k: await Step(k) async for k in ticker(2)})",
           "x = (await helper(1)) + (await helper(2))", "raise ValueError($int)", "await 5", "await None",
           "print([v async for v in ticker(4) if await helper(v)])", "async with AsyncManager($str) as m: print('held', m)",
           "async with AsyncManager('s', True): raise KeyError($int)",
           "async for v in ticker(3): print('tick', v)", "return x", "y = [await Step(v) for v in $ints[:3]]",
           "print(await helper(await Step($int)))", "async for v in $ints: pass", "async with 5: pass",
           "print(anext(ticker(1)) is None)", "print(await anext(ticker(2)))",
           "print(f'{await Step(1)!r:>5}')", "print((lambda: x)())", "x = await helper(x if isinstance(x, int) else 0)")


def coroutine(w):
    """A coroutine driven by hand: what it awaits answers at once or after a step."""
    if w.frame.loops or w.depth > 1 or w.frame.outer is not None and w.indent > 2:
        return
    name = w.fresh("co")
    def inside():
        w.line("x = 0")
        w.bind("x", "any")
        for _ in range(w.number(1, 5)):
            row = w.fill(w.pick(AWAITED), 1)
            form = w.number(0, 5)
            if form == 0:
                w.block("try:", w.line, row)
                error = w.fresh("e")
                w.block(f"except {w.pick(('ValueError', 'Exception', 'BaseException', '(KeyError, TypeError)'))} as {error}:",
                    lambda: (w.line(f"report({error})"), w.line(w.fill(w.pick(AWAITED), 0)) if w.chance(40) else None))
            elif form == 1:
                w.block("try:", w.line, row)
                w.block("finally:", w.line, "print('finally')" if w.chance(60) else "await Step('f')")
            elif form == 2:
                w.loop("for i in range(2):", 2, w.line, row)
            else:
                w.line(row)
        w.line(f"return {w.expression('any', 1)}")
    w.function(f"async def {name}():", inside, "coroutine")
    commands = [w.pick(("None", "None", "None", "5", "ValueError('t')", "KeyError", "'close'",
        "GeneratorExit")) for _ in range(w.number(2, 6))]
    if w.chance(60):
        w.line(f"drive_coroutine({name}())")
    else:
        w.line(f"drive({name}(), [{', '.join(commands)}])")


STATEMENTS = [(5, match), (3, coroutine)]
