"""Makes a program with a mismatch small: statements, then expressions, are left out as long as the mismatch stays."""
import ast
import time


class Reducer:
    """`fails(text)` says whether a source still shows the mismatch."""

    def __init__(self, fails, seconds):
        self.fails, self.until = fails, time.monotonic() + seconds
        self.known = {}

    def still(self, text):
        if text not in self.known:
            try:
                compile(text, "program", "exec")
                self.known[text] = time.monotonic() < self.until and self.fails(text)
            except (SyntaxError, ValueError):
                self.known[text] = False
        return self.known[text]

    def reduce(self, text):
        tidy = ast.unparse(ast.parse(text)) + "\n"
        if not self.still(tidy):
            return self.lines(text)  # the layout matters
        text = tidy
        while time.monotonic() < self.until:
            before = text
            for change in (self.statements, self.unwrap, self.expressions):
                text = change(text)
            if text == before:
                break
        return text

    def lines(self, text):
        """Leaves out runs of lines."""
        size = max(1, text.count("\n") // 2)
        while size:
            lines, at = text.splitlines(True), 0
            while at < len(lines):
                shorter = lines[:at] + lines[at + size:]
                if self.still("".join(shorter)):
                    lines = shorter
                else:
                    at += size
            text = "".join(lines)
            size //= 2
        return text

    def bodies(self, tree):
        return [(node, field) for node in ast.walk(tree) for field in ("body", "orelse", "finalbody", "handlers", "cases", "decorator_list", "items", "names", "targets")
                if isinstance(getattr(node, field, None), list) and getattr(node, field)]

    def edited(self, text, position, edit):
        """The source after the edit of its nth place, or None when it makes no sense."""
        tree = ast.parse(text)
        places = self.bodies(tree)
        if position >= len(places):
            return None
        try:
            edit(*places[position])
            return ast.unparse(ast.fix_missing_locations(tree)) + "\n"
        except Exception:
            return None

    def statements(self, text):
        position = 0
        while position < len(places := self.bodies(ast.parse(text))):
            node, field = places[position]
            size = len(getattr(node, field))
            while size:
                at = 0
                while at < len(getattr(*self.bodies(ast.parse(text))[position])):
                    def cut(owner, name):
                        rest = getattr(owner, name)
                        rest[at:at + size] = []
                        if not rest and name == "body" and not isinstance(owner, ast.Module):
                            rest.append(ast.Pass())
                    shorter = self.edited(text, position, cut)
                    if shorter and shorter != text and self.still(shorter):
                        text = shorter
                        if position >= len(self.bodies(ast.parse(text))):
                            return text
                    else:
                        at += size
                size //= 2
            position += 1
        return text

    def unwrap(self, text):
        """Puts what is in a compound statement in its place."""
        position = 0
        while position < len(places := self.bodies(ast.parse(text))):
            count = len(getattr(*places[position]))
            for at in range(count):
                def open_up(owner, name):
                    inner = getattr(owner, name)[at]
                    if not isinstance(inner, ast.stmt) or not hasattr(inner, "body"):
                        raise ValueError
                    getattr(owner, name)[at:at + 1] = inner.body
                shorter = self.edited(text, position, open_up)
                if shorter and self.still(shorter):
                    text = shorter
                    break
            position += 1
        return text

    def expressions(self, text):
        """Replaces expressions by their parts or by small constants."""
        position = 0
        while time.monotonic() < self.until:
            tree = ast.parse(text)
            places = [(node, field, index) for node in ast.walk(tree) for field, value in ast.iter_fields(node)
                      for index, item in enumerate(value if isinstance(value, list) else [value]) if isinstance(item, ast.expr)]
            if position >= len(places):
                break
            node, field, index = places[position]
            value = getattr(node, field)
            old = value[index] if isinstance(value, list) else value
            choices = [child for child in ast.walk(old) if isinstance(child, ast.expr) and child is not old][:12]
            if not isinstance(old, (ast.Constant, ast.Name)):
                choices += [ast.Constant(1), ast.Constant("a"), ast.Constant(None)]
            done = False
            removed = None
            if isinstance(value, list) and field in ("args", "elts", "values", "defaults", "comparators", "generators"):
                removed = value.pop(index)
                shorter = self.unparsed(tree)
                if shorter and self.still(shorter):
                    text, done = shorter, True
                else:
                    value.insert(index, removed)
            for choice in () if done else choices:
                self.put(node, field, index, choice)
                shorter = self.unparsed(tree)
                if shorter and len(shorter) < len(text) and self.still(shorter):
                    text, done = shorter, True
                    break
                self.put(node, field, index, old)
            if not done:
                position += 1
        return text

    def unparsed(self, tree):
        try:
            return ast.unparse(ast.fix_missing_locations(tree)) + "\n"
        except Exception:
            return None

    def put(self, node, field, index, value):
        if isinstance(getattr(node, field), list):
            getattr(node, field)[index] = value
        else:
            setattr(node, field, value)
