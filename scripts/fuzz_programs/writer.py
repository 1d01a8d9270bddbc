"""The state of a program that is being made: its lines, what is in scope, and how long it may run."""
import random
import re

from . import tables

WORK = 4000  # bound of the statements that one call of a function runs
SIMPLE = re.compile(r"""[A-Za-z_][\w.]*(\([^()]*\))?|[\w.]+\[[^\[\]]*\]|'[^'\\]*'|"[^"\\]*"|\([^()]*\)|\[[^\[\]]*\]|\d+""")


class Variable:
    def __init__(self, name, kind, frame):
        self.name, self.kind, self.frame = name, kind, frame


class Function:
    """A function in scope. `parameters` are (name, kind, form); form is one of positional, default, star, keyword, kwargs."""

    def __init__(self, name, parameters, result, work, style="plain"):
        self.name, self.parameters, self.result, self.work, self.style = name, parameters, result, work, style


class Frame:
    """A function body, or the module's: what its header has to declare, and the loops around the current line."""

    def __init__(self, outer=None, style="plain", result=None):
        self.outer, self.style, self.result = outer, style, result
        self.globals, self.nonlocals = set(), set()
        self.work, self.factor, self.loops = 0, 1, 0


class Writer:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.lines = []
        self.indent = 0
        self.frame = Frame()
        self.variables = []
        self.functions = []
        self.classes = []
        self.names = 0
        self.depth = 0  # of statements in one another

    # Choices.

    def chance(self, percent):
        return self.random.random() * 100 < percent

    def pick(self, choices):
        return self.random.choice(choices)

    def number(self, low, high):
        return self.random.randint(low, high)

    def fresh(self, prefix="v"):
        self.names += 1
        return f"{prefix}{self.names}"

    # Lines.

    def line(self, text):
        self.lines.append("    " * self.indent + text)
        self.frame.work += self.frame.factor

    def block(self, header, body, *arguments):
        """A compound statement: what its body brings into scope ends with it."""
        self.line(header)
        scope = list(self.variables), list(self.functions), list(self.classes)
        self.indent += 1
        before = len(self.lines)
        body(*arguments)
        if len(self.lines) == before:
            self.line("pass")
        self.indent -= 1
        self.variables, self.functions, self.classes = scope

    def loop(self, header, times, body, *arguments):
        self.frame.factor *= times
        self.frame.loops += 1
        self.block(header, body, *arguments)
        self.frame.loops -= 1
        self.frame.factor //= times

    def function(self, header, body, style="plain", result=None):
        """A function's header and body; returns the work of a call."""
        outer, self.frame = self.frame, Frame(self.frame, style, result)
        at = len(self.lines) + 1
        scope = list(self.variables), list(self.functions), list(self.classes)
        self.lines.append("    " * self.indent + header)
        self.indent += 1
        body()
        if len(self.lines) == at:
            self.line("pass")
        declarations = [f"{word} {', '.join(sorted(names))}" for word, names in
                        (("global", self.frame.globals), ("nonlocal", self.frame.nonlocals)) if names]
        self.lines[at:at] = ["    " * self.indent + text for text in declarations]
        self.indent -= 1
        self.variables, self.functions, self.classes = scope
        work = self.frame.work + 1
        self.frame = outer
        outer.work += outer.factor
        return work

    # Scope.

    def bind(self, name, kind):
        self.variables = [v for v in self.variables if v.name != name]
        self.variables.append(Variable(name, kind, self.frame))

    def readable(self, kind):
        return [v for v in self.variables if v.kind == kind]

    def assignable(self, kinds=tables.VARIABLES):
        """A variable to assign to, declared where it needs it; None when there is none."""
        choices = [v for v in self.variables if v.kind in kinds and v.kind != "any" and self.may_assign(v)]
        if not choices:
            return None
        variable = self.pick(choices)
        if variable.frame is not self.frame:
            outermost = variable.frame.outer is None
            (self.frame.globals if outermost else self.frame.nonlocals).add(variable.name)
        return variable

    def may_assign(self, variable):
        frame = self.frame
        return variable.frame is frame or (frame.style != "class" and variable.frame.style != "class"
                                           and variable.frame.style != "fixed" and self.chance(40))

    # Expressions.

    def expression(self, kind, depth=2):
        """Text of an expression of the kind."""
        grown = tables.GROWING.get(kind)
        variables = self.readable(kind)
        if kind == "any" and not variables:
            variables = [v for v in self.variables if v.kind in tables.VARIABLES and v.kind != "intfn"]
        if variables and self.chance(75 if depth <= 0 else 35):
            return self.pick(variables).name
        if depth > 0:
            if self.chance(15):
                call = self.call(kind, depth)
                if call:
                    return call
            if grown and self.chance(70):
                return f"clip({self.expression(grown, depth)})"
            options = tables.ROWS.get(kind)
            if options:
                return self.fill(self.pick(options), depth - 1)
        atoms = tables.ATOMS.get(kind)
        if atoms:
            return self.pick(atoms)
        if grown:
            return f"clip({self.fill(self.pick(tables.ROWS[grown]), depth - 1)})"
        return self.fill(self.pick(tables.ROWS[kind]), depth - 1)

    def fill(self, row, depth):
        """A row of the table with its holes filled."""
        if row.startswith("f'"):
            return tables.HOLE.sub(lambda match: self.plain(match[1]), row)
        def replace(match):
            text = self.expression(match[1], depth)
            return text if SIMPLE.fullmatch(text) and not (text[0].isdigit() and row[match.end():match.end() + 1] == ".") else f"({text})"
        return tables.HOLE.sub(replace, row)

    def plain(self, kind):
        """An expression that may stand in a replacement field: without quotes and backslashes."""
        variables = self.readable(kind)
        if variables and self.chance(70):
            return self.pick(variables).name
        atoms = [a.replace("'", '"') for a in tables.ATOMS.get(kind, ()) if not set(a) & set('"\\{}')]
        return self.pick(atoms) if atoms else self.pick(("5", "-17", '"abc"', "2.5"))

    def call(self, kind, depth):
        """A call of a function in scope with that result, or None."""
        work = self.frame.factor
        fitting = [f for f in self.functions if f.result == kind and f.style == "plain" and f.work * work <= WORK]
        if not fitting:
            return None
        function = self.pick(fitting)
        self.frame.work += function.work * work
        return f"{function.name}({self.arguments(function.parameters, depth - 1)})"

    def arguments(self, parameters, depth):
        """Arguments that a list of parameters accepts, in one of the ways to pass them."""
        texts, named = [], False
        for name, kind, form in parameters:
            value = lambda: self.expression(kind, depth)
            if form == "positional":
                if named or self.chance(15):
                    texts.append(f"{name}={value()}")
                    named = True
                else:
                    texts.append(value())
            elif form == "only":
                texts.append(value())
            elif form == "default":
                if self.chance(60):
                    if named or self.chance(40):
                        texts.append(f"{name}={value()}")
                        named = True
                    else:
                        texts.append(value())
                else:
                    named = True
            elif form == "star":
                if not named and self.chance(60):
                    texts += self.pick(([self.expression("int", depth)], [f"*{self.atom('ints', depth)}"], ["*()", "7"]))
                named = True
            elif form == "keyword":
                texts.append(f"{name}={value()}")
            elif form == "keyword-default":
                if self.chance(50):
                    texts.append(f"{name}={value()}")
            elif form == "kwargs" and self.chance(50):
                texts.append(self.pick((f"extra={self.expression('int', depth)}", f"**{{'more': {self.expression('int', depth)}}}")))
        return ", ".join(texts)

    def atom(self, kind, depth=1):
        text = self.expression(kind, depth)
        return text if SIMPLE.fullmatch(text) else f"({text})"
