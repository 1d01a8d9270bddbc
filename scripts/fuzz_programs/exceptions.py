"""try statements of every shape, with, raise, exception groups, chains and tracebacks."""
from .statements import body

RAISES = ("raise ValueError($str)", "raise KeyError($int)", "raise TypeError", "raise IndexError($int, $str)", "raise Custom($int)",
          "raise ZeroDivisionError('z') from ValueError($str)", "raise RuntimeError($any) from None", "raise OSError(2, 'No such')",
          "raise StopIteration($int)", "raise Custom", "$int // 0", "[][$int]", "{}[$str]", "None.attribute", "undefined_name", "int('x')",
          "raise $int", "raise AssertionError($any)", "assert not 1, $str", "raise UnicodeDecodeError('utf-8', b'x', 0, 1, $str)",
          "raise Custom('note') if $bool else Other($int)", "[].pop()", "next(iter(()))", "(lambda: 1 // 0)()", "raise ValueError(*$itup)",
          "import no_such_module", "from math import no_such_name", "raise ExceptionGroup('g', [ValueError(1), TypeError($str)])")
TYPES = ("ValueError", "KeyError", "LookupError", "ArithmeticError", "TypeError", "Exception", "(ValueError, TypeError)", "Custom",
    "Other",
         "(Custom, KeyError)", "AttributeError", "NameError", "RuntimeError", "BaseException", "ImportError", "OSError")


def inner(w):
    if w.chance(70):
        w.line(w.fill(w.pick(RAISES), 1))
    else:
        body(w, 1, 2)


def handler_end(w, name):
    form = w.number(0, 9)
    if form == 0:
        w.line("raise")
    elif form == 1:
        w.line(f"raise Other({w.expression('int', 1)}) from {name or 'None'}")
    elif form == 2:
        w.line(w.fill(w.pick(RAISES), 1))
    elif form == 3 and name:
        w.line(f"{name}.add_note({w.expression('str', 0)})")
        w.line("raise")
    elif form == 4 and name:
        w.line(f"raise {name}")
    elif form == 5 and name:
        w.line(f"raise {name}.with_traceback(None)")
    elif form == 6 and name:
        w.line(f"del {name}")
    elif form == 7 and w.frame.loops:
        w.line(w.pick(("break", "continue")))
    elif form == 8 and w.frame.result and w.frame.style == "plain":
        w.line(f"return {w.expression(w.frame.result, 1)}")
    else:
        body(w, 1, 1)


def shape(w, star=False):
    """A try statement, itself inside one that catches everything."""
    def clause():
        name = w.fresh("e") if w.chance(70) else None
        types = w.pick(TYPES[:-3])
        def inside():
            if name:
                w.line(f"report({name})")
            if star:
                w.line(w.pick(("pass", "raise" if not name else f"raise Other(3) from {name}", f"print({w.expression('int', 1)})",
                    "raise", "raise KeyError('in star')")))
            else:
                handler_end(w, name)
        w.block(f"except{'*' if star else ''} {types}{' as ' + name if name else ''}:", inside)
    def whole():
        if star:
            w.block("try:", w.line, w.fill(w.pick((
                "raise ExceptionGroup($str, [ValueError($int), TypeError($str)])",
                "raise ExceptionGroup('a', [KeyError(1), ExceptionGroup('b', [ValueError(2), Custom(3)])])",
                "raise ValueError($int)", "raise Custom($str)",
                "raise BaseExceptionGroup('base', [KeyboardInterrupt(), Custom(1)])", "print($int)",
                "raise ExceptionGroup('n', [OSError(1, 'x')] * 2)")), 1))
        else:
            w.block("try:", inner, w)
        clauses = w.number(1, 2) if star or w.chance(85) else 0
        for _ in range(clauses):
            clause()
        if clauses and not star and w.chance(15):
            w.block("except:", lambda: (w.line("print(sys.exc_info()[0].__name__)"), handler_end(w, None)))
        if clauses and w.chance(30):
            w.block("else:", body, w, 1, 1)
        if not clauses or w.chance(35):
            w.block("finally:", ending)
    def ending():
        form = w.number(0, 6)
        if form == 0 and w.frame.loops and not star:
            w.line(w.pick(("break", "print('f')")))
        elif form == 1 and w.frame.result and w.frame.style == "plain":
            w.line(f"return {w.expression(w.frame.result, 1)}")
        elif form == 2:
            w.line("print('finally', sys.exc_info()[0])")
        else:
            body(w, 1, 1)
    if w.chance(15) and w.frame.outer is not None:
        whole()  # what escapes is for the caller
        return
    name = w.fresh("e")
    w.block("try:", whole)
    def outermost():
        w.line(f"report({name})")
        if w.chance(25):
            w.line(w.pick((f"sys.excepthook(type({name}), {name}, {name}.__traceback__)", f"traceback.print_exception({name})",
                "traceback.print_exc(file=sys.stdout)",
                           f"print([(f.name, f.lineno, f.line) for f in traceback.extract_tb({name}.__traceback__)])",
                           f"print(traceback.format_exception_only({name}))")))
    w.block(f"except BaseException as {name}:", outermost)


def attempt(w):
    shape(w)


def star(w):
    shape(w, True)


def manage(w):
    """with statements over managers that print, replace or swallow."""
    managers = [w.fill(w.pick(("manager($str)", "manager($str, swallow=True)", "manager($int, fail='enter')",
        "manager('f', fail='exit')", "contextlib.suppress(ValueError, KeyError)",
                               "made($int)", "contextlib.nullcontext($int)")), 0) for _ in range(w.number(1, 2))]
    names = [f" as {w.fresh('m')}" if w.chance(60) else "" for _ in managers]
    items = ", ".join(m + n for m, n in zip(managers, names))
    if w.chance(30):
        items = f"({items})"
    name = w.fresh("e")
    def inside():
        if w.chance(50):
            body(w, 1, 2)
        if w.chance(60):
            w.line(w.fill(w.pick(RAISES), 1))
    w.block("try:", w.block, f"with {items}:", inside)
    w.block(f"except BaseException as {name}:", w.line, f"report({name})")


def calls_that_raise(w):
    """A few functions that call one another, the last of which raises; the traceback is printed."""
    names = [w.fresh("r") for _ in range(w.number(1, 3))]
    for position, name in enumerate(names):
        def inside():
            w.bind("q", "int")
            if position == 0:
                if w.chance(40):
                    body(w, 1, 1)
                w.line(w.fill(w.pick(RAISES), 2))
            else:
                call = f"{names[position - 1]}({w.expression('int', 1)})"
                form = w.pick(("return {0}", "x = [{0} for _ in range(2)]", "return (1 +\n" + "    " * (w.indent + 1) + "{0})",
                    "y = {0} + {0}",
                    "try:\n" + "    " * (w.indent + 1) + "{0}\n" + "    " * w.indent + "finally:\n" + "    " * (w.indent + 1) + "print('unwind')",
                               "return (lambda: {0})()", "print({0},\n" + "    " * (w.indent + 1) + "2)", "with manager(1): {0}",
                               "for z in (1,): return {0}",
                               "return f'{{{0}}}'" if "'" not in call and '"' not in call and "\\" not in call and "{" not in call else "return {0}",
                               "return list(map({0!r}, [1]))".replace("{0!r}", names[position - 1]),
                               "return sorted([1], key=" + names[position - 1] + ")", "return {{'k': {0}}}['k']", "return not {0}"))
                w.line(form.format(call))
        w.function(f"def {name}(q):", inside, "plain", "any")
    error = w.fresh("e")
    w.block("try:", w.line, f"print({names[-1]}({w.expression('int', 1)}))")
    w.block(f"except BaseException as {error}:", w.line, w.pick((f"sys.excepthook(type({error}), {error}, {error}.__traceback__)",
        "traceback.print_exc()", f"report({error})")))


STATEMENTS = [(8, attempt), (2, star), (3, manage), (4, calls_that_raise)]
