"""Simple statements, branches and loops. STATEMENTS of this and the other files are (weight, function)."""
from . import tables
from .writer import WORK

OPERATORS = {
    "int": ("+=", "-=", "*=", "//=", "%=", "&=", "|=", "^=", "<<=", ">>=", "**="),
    "float": ("+=", "-=", "*=", "/="),
    "str": ("+=", "*="), "bytes": ("+=", "*="), "ints": ("+=", "*="), "strs": ("+=",), "set": ("|=", "&=", "-=", "^="),
    "dict": ("|=",), "itup": (), "cplx": ("+=", "*="),
}
RIGHT = {"<<=": "shift", ">>=": "shift", "//=": "nonzero", "%=": "nonzero", "**=": "count", "/=": "nonzerof"}
MUTATIONS = {
    "ints": ("{0}.append($int)", "{0}.extend($ints)", "{0}.insert($small, $int)", "{0}.sort()", "{0}.sort(reverse=True)",
    "{0}.reverse()",
             "{0}[$small:$small] = $ints", "{0}[:] = $ints", "{0}[::2] = {0}[::2]", "del {0}[$small:]", "del {0}[::2]", "{0}.clear()",
             "{0}[len({0}):] = [$int]", "{0}.sort(key=$intfn)", "if {0}: {0}.pop()", "if {0}: {0}[0] = $int", "if {0}: {0}[-1] += $small",
             "if {0}: del {0}[0]", "if $int in {0}: {0}.remove($int) if 0 else {0}.reverse()"),
    "strs": ("{0}.append($str)", "{0}.insert(0, $str)", "{0}.sort()", "{0}[1:1] = $strs", "del {0}[3:]", "if {0}: {0}[-1] += 'x'"),
    "dict": ("{0}[$name] = $int", "{0}.update(a=$int)", "{0}.update($dict)", "{0}.pop($name, None)", "{0}.setdefault($name, $int)",
             "{0}['n'] = {0}.get('n', 0) + $small", "if {0}: {0}.popitem()", "{0}.clear()", "if 'a' in {0}: del {0}['a']",
             "{0}[$char] = len({0})"),
    "set": ("{0}.add($int)", "{0}.discard($int)", "{0}.update($ints)", "{0}.intersection_update($ints)", "{0} ^= $set",
            "{0}.difference_update($itup)", "if {0}: {0}.pop()"),
    "sset": ("{0}.add($str)", "{0}.discard($char)", "{0} |= {{$char}}"),
    "barr": ("{0}.append($byte)", "{0}.extend($bytes)", "{0} += $bytes", "{0}.reverse()", "{0}[1:2] = $bytes", "del {0}[::2]",
    "{0}.insert(0, 7)"),
}
LIMITS = {"ints": "del {0}[20:]", "strs": "del {0}[12:]", "barr": "del {0}[40:]"}


def assign(w):
    kind = w.pick(tables.VARIABLES)
    name = w.fresh()
    w.line(f"{name} = {w.expression(kind, 3)}")
    w.bind(name, kind)


def annotate(w):
    kind, name = w.pick(("int", "str", "float")), w.fresh()
    w.line(f"{name}: {kind} = {w.expression(kind)}")
    w.bind(name, kind)


def reassign(w):
    variable = w.assignable()
    if variable:
        w.line(f"{variable.name} = {w.expression(variable.kind, 3)}")


def augment(w):
    variable = w.assignable(tuple(OPERATORS))
    if not variable or not OPERATORS[variable.kind]:
        return
    name, kind = variable.name, variable.kind
    operator = w.pick(OPERATORS[kind])
    right = RIGHT.get(operator) or ("count" if operator == "*=" and kind in ("str", "bytes", "ints") else kind)
    w.line(f"{name} {operator} {w.expression(right)}")
    if kind in ("ints", "strs"):
        w.line(LIMITS[kind].format(name))
    elif kind in tables.GROWING and (operator in ("+=", "*=", "<<=", "**=", "|=") or kind == "int"):
        w.line(f"{name} = clip({name})")


def mutate(w):
    variables = [v for v in w.variables if v.kind in MUTATIONS]
    if not variables:
        return
    variable = w.pick(variables)
    row = w.pick(MUTATIONS[variable.kind])
    if "^= " in row or "|= " in row or "+= $bytes" in row:
        if variable.frame is not w.frame:
            return
    text = w.fill(row.format(variable.name), 1)
    if text.startswith("if ") and text.count(": ") and w.chance(50):
        head, rest = text.split(": ", 1)
        w.line(head + ":")
        w.lines.append("    " * (w.indent + 1) + rest)
    else:
        w.line(text)
    if variable.kind in LIMITS:
        w.line(LIMITS[variable.kind].format(variable.name))


def show(w):
    form = w.number(0, 5)
    if form == 0 and w.variables:
        names = [v.name for v in w.variables if v.kind in tables.VARIABLES and v.kind != "intfn"]
        if names:
            w.line(f"print({', '.join(w.pick(names) for _ in range(w.number(1, 3)))})")
    elif form == 1:
        w.line(f"print({w.expression('any')!s}, {w.expression('STR')}, sep={w.pick(tables.ATOMS['char'])})")
    elif form == 2:
        w.line(f"print(repr({w.expression('STR', 3)}))")
    elif form == 3:
        names = [v.name for v in w.variables if v.kind in tables.VARIABLES and v.kind != "intfn"]
        if names:
            w.line("print(f'" + " ".join("{" + w.pick(names) + w.pick(("", "!r", "=", "!s", "!a")) + "}" for _ in range(w.number(1, 3))) + "')")
    else:
        w.line(f"print({w.expression(w.pick(('INT', 'float', 'bool', 'STR', 'BYTES', 'INTS', 'STRS', 'DICT', 'SET', 'itup', 'cplx')), 3)})")


def risky(w):
    """An expression that often fails, and what it raises."""
    text = w.fill(w.pick(tables.ROWS["risky"]), w.number(0, 2))
    name = w.fresh("e")
    if w.chance(25):
        handler = w.pick(("Exception", "(TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RuntimeError)",
            "BaseException"))
    else:
        handler = "Exception"
    body = f"print({text})" if w.chance(80) and not text.startswith("print") else text
    w.block("try:", w.line, body)
    w.block(f"except {handler} as {name}:", w.line, f"report({name})")


def branch(w):
    w.block(f"if {w.expression('bool')}:", body, w)
    while w.chance(25):
        w.block(f"elif {w.expression('bool')}:", body, w)
    if w.chance(50):
        w.block("else:", body, w)


def body(w, low=1, high=3):
    w.depth += 1
    for _ in range(w.number(low, high)):
        statement(w)
    w.depth -= 1


def for_loop(w):
    if w.frame.loops >= 2 or w.frame.factor * 6 > WORK:
        return
    times = w.number(2, 6)
    header, names = w.pick((
        (f"range({times})", ("int",)), (f"range({w.number(-3, 3)}, {w.number(0, 3)})", ("int",)),
        (f"range({times}, 0, -1)", ("int",)),
        (f"{w.atom('ints')}[:{times}]", ("int",)), (f"{w.atom('str')}[:{times}]", ("str",)),
        (f"list({w.atom('dict')}.items())[:{times}]", ("str", "int")), (f"enumerate({w.atom('strs')}[:{times}])", ("int", "str")),
        (f"zip({w.atom('ints')}[:{times}], {w.atom('str')})", ("int", "str")), (f"sorted({w.atom('set')})[:{times}]", ("int",)),
        (f"reversed({w.atom('ints')}[:{times}])", ("int",)), (f"{w.atom('bytes')}[:{times}]", ("int",)),
        (f"({w.expression('int')}, {w.expression('int')})", ("int",)), (f"map({w.atom('intfn')}, {w.atom('ints')}[:{times}])", ("any",)),
        (f"(x * 2 for x in {w.atom('ints')}[:{times}])", ("any",)), (f"[(1, 'a'), (2, 'b')]", ("int", "str")),
    ))
    targets = [w.fresh() for _ in names]
    def inside():
        for target, kind in zip(targets, names):
            w.bind(target, kind)
        body(w)
        if w.chance(25):
            w.block(f"if {w.expression('bool')}:", w.line, w.pick(("break", "continue")))
            if w.chance(50):
                body(w, 1, 1)
    w.loop(f"for {', '.join(targets)} in {header}:", times, inside)
    if w.chance(25):
        w.block("else:", body, w, 1, 2)


def while_loop(w):
    if w.frame.loops >= 2 or w.frame.factor * 6 > WORK:
        return
    name, times = w.fresh("n"), w.number(2, 5)
    w.line(f"{name} = {w.pick((0, 0, 2147483646, 4611686018427387902, 9223372036854775806))}")
    start = w.lines[-1].split("= ")[1]
    def inside():
        w.line(f"{name} += 1")
        w.bind(name + "_", "int")
        w.lines.append("    " * w.indent + f"{name}_ = {name}")
        body(w)
        if w.chance(30):
            w.block(f"if {w.expression('bool')}:", w.line, w.pick(("break", "continue")))
    condition = w.pick((f"{name} < {start} + {times}", f"{name} - {start} < {times} and {w.expression('bool')}",
        f"not {name} >= {int(start) + times}"))
    w.loop(f"while {condition}:", times, inside)
    if w.chance(25):
        w.block("else:", body, w, 1, 2)


def unpack(w):
    first, second, rest = w.fresh(), w.fresh(), w.fresh()
    form = w.number(0, 8)
    if form == 0:
        w.line(f"{first}, {second} = {w.expression('int')}, {w.expression('str')}")
        w.bind(second, "str")
    elif form == 1:
        w.line(f"{first}, *{rest} = {w.expression('int')}, *{w.atom('ints')}[:6]")
        w.bind(rest, "ints")
    elif form == 2:
        w.line(f"*{rest}, {first} = [*{w.atom('ints')}, {w.expression('int')}]")
        w.bind(rest, "ints")
    elif form == 3:
        w.line(f"({first}, ({second}, *{rest})) = {w.expression('int')}, [{w.expression('str')}, *{w.atom('ints')}]")
        w.bind(second, "str")
        w.bind(rest, "ints")
    elif form == 4:
        w.line(f"{first} = {second} = {w.expression('int')}")
        w.bind(second, "int")
    elif form == 5:
        w.line(f"{rest} = [0, 1, 2, 3, 4]")
        target = w.pick((f"{rest}[1:3]", f"{rest}[::2]", f"*{rest}[:1]", f"{rest}[0], {rest}[-1]", f"*{rest}[2:], {rest}[0]", f"{rest}[{rest}[0]], {rest}[1]"))
        w.line(f"{first} = 0")
        w.bind(first, "int")
        attempt(w, f"{first}, {target} = {w.expression('int')}, {w.pick(('*' + w.atom('ints'), w.expression('int'), w.expression('ints')))}")
        w.line(f"print({first}, {rest})")
        return
    elif form == 6:
        w.line(f"for {first}, *{rest} in zip({w.expression('ints')}, {w.expression('str')}, {w.expression('itup')}): print({first}, {rest})")
        return
    elif form == 7:
        attempt(w, f"{first}, {second}, *{rest} = {w.expression(w.pick(('ints', 'str', 'dict', 'itup', 'set', 'any', 'range', 'bytes')))}")
        return
    else:
        one, two = w.assignable(("int",)), w.assignable(("int",))
        if not one or not two or one is two:
            return
        w.line(f"{one.name}, {two.name} = {two.name}, {one.name}")
        return
    w.bind(first, "int")


def walrus(w):
    name = w.fresh()
    if w.frame.style == "class":
        return
    w.line(f"print({name} := {w.expression('int')}, {name} + 1)")
    w.bind(name, "int")


def delete(w):
    """Deletes a variable of this frame and block, and sometimes reads it then."""
    own = [v for v in w.variables if v.frame is w.frame and w.lines and v.name in " ".join(w.lines[-3:])
           and any(line.startswith("    " * w.indent + v.name + " =") for line in w.lines[-3:])]
    if not own or w.frame.loops:
        return
    variable = w.pick(own)
    w.line(f"del {variable.name}")
    w.variables.remove(variable)
    if w.chance(60):
        name = w.fresh("e")
        w.block("try:", w.line, w.pick((f"print({variable.name})", f"{variable.name} += 1", f"del {variable.name}",
            f"(lambda: {variable.name})()")))
        w.block(f"except NameError as {name}:", w.line, f"report({name})")


SLICES = ("[$index:$index] = $ints", "[::$step] = $ints", "[$index:] = [$int]", "[:$index] = $itup", "[$index:$index:$step] = [$int, $int]", "[:] = $any", "[::2] = $str",
          "[$small:$small] += [$int]", "[$slice] = $ints", "[$small] = $int", "[$index:$index] *= 2", "[-$count:] = {0}", "[::-1] = {0}")


def slices(w):
    """Assignment to, and deletion of, slices of a list or bytearray."""
    name = w.fresh()
    w.line(f"{name} = {w.pick(('[*$ints, *$itup]', 'list(range($count))', 'bytearray($bytes)')).replace('$ints', w.atom('ints')).replace('$itup', w.atom('itup')).replace('$count', '6').replace('$bytes', w.atom('bytes'))}")
    for _ in range(w.number(1, 3)):
        row = w.fill(w.pick(SLICES), 0).format(name)
        attempt(w, "del " + name + row.split("] ")[0] + "]" if w.chance(25) else name + row)
    w.line(f"print({name})")


def attempt(w, text):
    """A statement, and what it raises."""
    error = w.fresh("e")
    w.block("try:", w.line, text)
    w.block(f"except Exception as {error}:", w.line, f"report({error})")


def assertion(w):
    name = w.fresh("e")
    w.block("try:", w.line, f"assert {w.expression('bool')}{w.pick(('', ', ' + w.expression('STR'), ', ' + w.expression('any')))}")
    w.block(f"except AssertionError as {name}:", w.line, f"report({name})")


def leave(w):
    """`return`, in functions, under a condition."""
    if w.frame.result and w.frame.style in ("plain", "generator", "coroutine"):
        w.block(f"if {w.expression('bool')}:", w.line, f"return {w.expression(w.frame.result)}")


STATEMENTS = [(14, assign), (2, annotate), (8, reassign), (8, augment), (9, mutate), (10, show), (14, risky), (6, branch), (6,
    for_loop),
              (4, while_loop), (4, unpack), (3, slices), (2, walrus), (2, delete), (1, assertion), (3, leave)]
NESTED = (branch, for_loop, while_loop)


def statement(w):
    """One random statement."""
    for _ in range(5):
        chosen = w.random.choices(w.functions_of_statements, w.weights)[0]
        if w.depth > 3 and chosen not in w.shallow:
            continue
        chosen(w)
        return
