#!/usr/bin/env python3
"""A small query language for JSON files.

    jsonquery QUERY [FILE ...] [--raw] [--compact] [--sort-keys] [--tab] [--explain]

A query is a pipeline of steps separated by `|`. Each step takes every value of the previous one and
gives zero, one or many values:

    .                      the value itself
    .name  ."odd name"     a member of an object (null when absent)
    .[3]  .[-1]  .[1:4]    items and slices of an array; chains as in .users[0].name
    .[]                    all items of an array or object
    ..                     the value and everything inside it
    select(EXPR)           the value when EXPR is true
    map(QUERY)             an array of the results for each item
    keys length type sum min max unique sort reverse first last flatten tostring tonumber
    sort_by(QUERY)  group_by(QUERY)  join("sep")  has("name")  contains(VALUE)  test("regex")
    {name, total: .price * .count}   [.a, .b]   "text"  12  true  null

Expressions have  or and not  == != < <= > >=  + - * / %  and parentheses.
Exit status: 0, 1 unreadable or invalid JSON, 2 a query that is wrong, 4 a query that failed on the data.
"""

import json
import re
import sys


class QueryError(Exception):
    """The query itself is wrong; column counts from 1."""

    def __init__(self, message, column):
        super().__init__(message)
        self.column = column


class EvaluationError(Exception):
    """The query does not fit the data."""


# --- Tokens

TOKEN = re.compile(
    r"""\s*(?:
      (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    | (?P<string>"(?:[^"\\]|\\.)*")
    | (?P<name>[A-Za-z_][A-Za-z_0-9]*)
    | (?P<op>\.\.|==|!=|<=|>=|[][(){}.,:|<>+\-*/%])
    )""",
    re.VERBOSE,
)


class Token:
    __slots__ = ("kind", "text", "column")

    def __init__(self, kind, text, column):
        self.kind = kind
        self.text = text
        self.column = column

    def __repr__(self):
        return f"Token({self.kind}, {self.text!r}, {self.column})"


def tokenize(query):
    tokens, position = [], 0
    while query[position:].strip():
        match = TOKEN.match(query, position)
        if not match:
            bad = len(query) - len(query[position:].lstrip())
            raise QueryError(f"unexpected character {query[bad]!r}", bad + 1)
        kind = match.lastgroup
        tokens.append(Token(kind, match.group(kind), match.start(kind) + 1))
        position = match.end()
    tokens.append(Token("end", "", len(query) + 1))
    return tokens


# --- Values

def type_name(value):
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    return {int: "number", float: "number", str: "string", list: "array", dict: "object"}[type(value)]


RANK = {"null": 0, "boolean": 1, "number": 2, "string": 3, "array": 4, "object": 5}


def order_key(value):
    """A key that sorts any JSON values: by type first, then by content."""
    kind = type_name(value)
    if kind == "array":
        return RANK[kind], [order_key(v) for v in value]
    if kind == "object":
        return RANK[kind], [(k, order_key(v)) for k, v in sorted(value.items())]
    return RANK[kind], 0 if value is None else value


def truthy(value):
    return value is not None and value is not False


def need(value, *kinds, what):
    kind = type_name(value)
    if kind not in kinds:
        raise EvaluationError(f"{what} needs {' or '.join(kinds)}, not {kind}")
    return value


# --- Nodes: each is a function from a value to an iterator of values

def identity(value):
    yield value


def constant(result):
    return lambda value: iter((result,))


def pipe(first, second):
    def run(value):
        for middle in first(value):
            yield from second(middle)
    return run


def member(source, name):
    def run(value):
        for obj in source(value):
            if obj is None:
                yield None
            else:
                yield need(obj, "object", what=f".{name}").get(name)
    return run


def item(source, index):
    def run(value):
        for obj in source(value):
            for i in index(value):
                if isinstance(i, str):
                    yield need(obj, "object", what=f"[{i!r}]").get(i)
                    continue
                need(i, "number", what="an index")
                array = need(obj, "array", what="indexing")
                try:
                    yield array[int(i)]
                except IndexError:
                    yield None
    return run


def slice_of(source, start, stop):
    def run(value):
        for obj in source(value):
            yield need(obj, "array", "string", what="slicing")[start:stop]
    return run


def each(source):
    def run(value):
        for obj in source(value):
            need(obj, "array", "object", what=".[]")
            yield from obj.values() if isinstance(obj, dict) else obj
    return run


def descend(value):
    yield value
    if isinstance(value, dict):
        for child in value.values():
            yield from descend(child)
    elif isinstance(value, list):
        for child in value:
            yield from descend(child)


def add(a, b):
    if a is None or b is None:
        return b if a is None else a
    if type_name(a) == type_name(b) and type_name(a) != "boolean":
        return {**a, **b} if isinstance(a, dict) else a + b
    raise EvaluationError(f"cannot add {type_name(a)} and {type_name(b)}")


def arithmetic(symbol, function):
    def run(a, b):
        for operand in (a, b):
            need(operand, "number", what=repr(symbol))
        try:
            return function(a, b)
        except ZeroDivisionError:
            raise EvaluationError(f"division by zero in {symbol!r}") from None
    return run


OPERATORS = {
    "==": lambda a, b: order_key(a) == order_key(b),
    "!=": lambda a, b: order_key(a) != order_key(b),
    "<": lambda a, b: order_key(a) < order_key(b),
    "<=": lambda a, b: order_key(a) <= order_key(b),
    ">": lambda a, b: order_key(a) > order_key(b),
    ">=": lambda a, b: order_key(a) >= order_key(b),
    "+": add,
    "-": arithmetic("-", lambda a, b: a - b),
    "*": arithmetic("*", lambda a, b: a * b),
    "/": arithmetic("/", lambda a, b: a / b),
    "%": arithmetic("%", lambda a, b: a % b),
}


def binary(symbol, left, right):
    operate = OPERATORS[symbol]

    def run(value):
        for a in left(value):
            for b in right(value):
                yield operate(a, b)
    return run


def logical(symbol, left, right):
    stop = symbol == "or"

    def run(value):
        for a in left(value):
            if truthy(a) is stop:
                yield stop
            else:
                for b in right(value):
                    yield truthy(b)
    return run


def select(condition):
    def run(value):
        for result in condition(value):
            if truthy(result):
                yield value
    return run


def build_array(parts):
    return lambda value: iter(([v for part in parts for v in part(value)],))


def build_object(pairs):
    def run(value):
        results = [{}]
        for name, query in pairs:
            results = [{**done, name: v} for done in results for v in query(value)]
        yield from results
    return run


# --- Functions

def tonumber(value):
    if isinstance(value, str):
        try:
            return int(value) if re.fullmatch(r"-?\d+", value) else float(value)
        except ValueError:
            raise EvaluationError(f"not a number: {value!r}") from None
    return need(value, "number", what="tonumber")


def unique(values):
    result = []
    for value in sorted(values, key=order_key):
        if not result or order_key(result[-1]) != order_key(value):
            result.append(value)
    return result


def flatten(values):
    for value in values:
        if isinstance(value, list):
            yield from flatten(value)
        else:
            yield value


def total(values):
    result = None
    for value in values:
        result = add(result, value)
    return result


def array_function(name, function):
    return lambda value: function(need(value, "array", what=name))


def length(value):
    if value is None:
        return 0
    if type_name(value) == "number":
        return abs(value)
    return len(need(value, "array", "object", "string", what="length"))


def keys(value):
    need(value, "array", "object", what="keys")
    return sorted(value) if isinstance(value, dict) else list(range(len(value)))


PLAIN = {
    "keys": keys,
    "length": length,
    "type": type_name,
    "tonumber": tonumber,
    "tostring": lambda v: v if isinstance(v, str) else json.dumps(v, ensure_ascii=False),
    "not": lambda v: not truthy(v),
}
for _name, _function in {
    "sum": total,
    "min": lambda a: min(a, key=order_key, default=None),
    "max": lambda a: max(a, key=order_key, default=None),
    "unique": unique,
    "sort": lambda a: sorted(a, key=order_key),
    "reverse": lambda a: a[::-1],
    "first": lambda a: a[0] if a else None,
    "last": lambda a: a[-1] if a else None,
    "flatten": lambda a: list(flatten(a)),
}.items():
    PLAIN[_name] = array_function(_name, _function)


def first_of(query, value):
    return next(query(value), None)


def sort_by(query):
    return array_function("sort_by", lambda a: sorted(a, key=lambda v: order_key(first_of(query, v))))


def group_by(query):
    def run(array):
        groups = {}
        for value in array:
            key = first_of(query, value)
            groups.setdefault(json.dumps(key, sort_keys=True), (key, []))[1].append(value)
        return [group for _, group in sorted(groups.values(), key=lambda g: order_key(g[0]))]
    return array_function("group_by", run)


def contains(whole, part):
    if isinstance(whole, str) and isinstance(part, str):
        return part in whole
    if isinstance(whole, list):
        return any(order_key(v) == order_key(part) for v in whole)
    if isinstance(whole, dict) and isinstance(part, dict):
        return all(k in whole and order_key(whole[k]) == order_key(v) for k, v in part.items())
    return order_key(whole) == order_key(part)


def with_argument(function):
    """A function of the value and the value of its argument."""
    return lambda query: lambda value: function(value, first_of(query, value))


CALLS = {
    "map": lambda query: array_function("map", lambda a: [r for v in a for r in query(v)]),
    "sort_by": sort_by,
    "group_by": group_by,
    "join": with_argument(lambda v, sep: sep.join(
        x if isinstance(x, str) else json.dumps(x) for x in need(v, "array", what="join"))),
    "has": with_argument(lambda v, k: k in need(v, "object", what="has")),
    "contains": with_argument(contains),
    "test": with_argument(lambda v, p: re.search(p, need(v, "string", what="test")) is not None),
}


# --- Parser: pipeline > or > and > comparison > sum > product > postfix

class Parser:
    def __init__(self, query):
        self.tokens = tokenize(query)
        self.position = 0

    @property
    def token(self):
        return self.tokens[self.position]

    def take(self, *texts):
        token = self.token
        if token.kind in ("op", "name") and token.text in texts:
            self.position += 1
            return token
        return None

    def expect(self, text):
        token = self.take(text)
        if token is None:
            found = repr(self.token.text) if self.token.kind != "end" else "the end"
            raise QueryError(f"expected {text!r}, found {found}", self.token.column)
        return token

    def parse(self):
        node = self.pipeline()
        if self.token.kind != "end":
            raise QueryError(f"unexpected {self.token.text!r}", self.token.column)
        return node

    def pipeline(self):
        node = self.disjunction()
        while self.take("|"):
            node = pipe(node, self.disjunction())
        return node

    def disjunction(self):
        node = self.conjunction()
        while self.take("or"):
            node = logical("or", node, self.conjunction())
        return node

    def conjunction(self):
        node = self.comparison()
        while self.take("and"):
            node = logical("and", node, self.comparison())
        return node

    def comparison(self):
        node = self.sum()
        if token := self.take("==", "!=", "<", "<=", ">", ">="):
            node = binary(token.text, node, self.sum())
        return node

    def sum(self):
        node = self.product()
        while token := self.take("+", "-"):
            node = binary(token.text, node, self.product())
        return node

    def product(self):
        node = self.postfix()
        while token := self.take("*", "/", "%"):
            node = binary(token.text, node, self.postfix())
        return node

    def postfix(self):
        node = self.primary()
        while True:
            if self.token.text == "." and self.token.kind == "op":
                self.position += 1
                node = self.after_dot(node)
            elif self.token.text == "[" and self.token.kind == "op":
                node = self.brackets(node)
            else:
                return node

    def after_dot(self, node):
        token = self.token
        if token.kind == "name":
            self.position += 1
            return member(node, token.text)
        if token.kind == "string":
            self.position += 1
            return member(node, json.loads(token.text))
        if token.text == "[":
            return self.brackets(node)
        return node

    def brackets(self, node):
        self.expect("[")
        if self.take("]"):
            return each(node)
        start = None
        if self.token.text != ":":
            start = self.pipeline()
        if self.take(":"):
            low = self.bound(start)
            high = None if self.token.text == "]" else self.bound(self.pipeline())
            self.expect("]")
            return slice_of(node, low, high)
        self.expect("]")
        return item(node, start)

    def bound(self, node):
        if node is None:
            return None
        value = first_of(node, None)
        if not isinstance(value, int):
            raise QueryError("slice bounds must be integers", self.token.column)
        return value

    def primary(self):
        token = self.token
        self.position += 1
        match token:
            case Token(kind="number"):
                return constant(json.loads(token.text))
            case Token(kind="string"):
                return constant(json.loads(token.text))
            case Token(kind="name"):
                return self.named(token)
            case Token(text="-"):
                operand = self.postfix()
                return binary("-", constant(0), operand)
            case Token(text="."):
                return self.after_dot(identity)
            case Token(text=".."):
                return descend
            case Token(text="("):
                node = self.pipeline()
                self.expect(")")
                return node
            case Token(text="["):
                return self.array()
            case Token(text="{"):
                return self.object()
            case Token(kind="end"):
                raise QueryError("the query ends too early", token.column)
        raise QueryError(f"unexpected {token.text!r}", token.column)

    def named(self, token):
        name = token.text
        if name in ("true", "false", "null"):
            return constant({"true": True, "false": False, "null": None}[name])
        if name == "select":
            return select(self.argument())
        if name in CALLS:
            return self.applied(CALLS[name](self.argument()))
        if name == "not" and self.token.text == "(":
            return pipe(self.argument(), self.applied(PLAIN["not"]))
        if name in PLAIN:
            return self.applied(PLAIN[name])
        raise QueryError(f"unknown function {name!r}", token.column)

    @staticmethod
    def applied(function):
        return lambda value: iter((function(value),))

    def argument(self):
        self.expect("(")
        node = self.pipeline()
        self.expect(")")
        return node

    def array(self):
        parts = []
        while not self.take("]"):
            if parts:
                self.expect(",")
            parts.append(self.pipeline())
        return build_array(parts)

    def object(self):
        pairs = []
        while not self.take("}"):
            if pairs:
                self.expect(",")
            token = self.token
            if token.kind not in ("name", "string"):
                raise QueryError("expected a member name", token.column)
            self.position += 1
            name = token.text if token.kind == "name" else json.loads(token.text)
            pairs.append((name, self.disjunction() if self.take(":") else member(identity, name)))
        return build_object(pairs)


# --- Command line

OPTIONS = {"--raw", "-r", "--compact", "-c", "--sort-keys", "-S", "--tab", "--explain", "--help", "-h"}


def dump(value, options, out):
    if isinstance(value, str) and options & {"--raw", "-r"}:
        print(value, file=out)
        return
    settings = {"ensure_ascii": False, "sort_keys": bool(options & {"--sort-keys", "-S"})}
    if options & {"--compact", "-c"}:
        settings["separators"] = (",", ":")
    else:
        settings["indent"] = "\t" if "--tab" in options else 2
    print(json.dumps(value, **settings), file=out)


def load(name):
    if name == "-":
        return json.load(sys.stdin)
    with open(name, encoding="utf-8") as file:
        return json.load(file)


def fail(status, message):
    print(f"jsonquery: {message}", file=sys.stderr)
    return status


def main(argv):
    options = {a for a in argv if a.startswith("-") and a != "-" and not a[1:2].isdigit()}
    operands = [a for a in argv if a not in options]
    if unknown := options - OPTIONS:
        return fail(2, f"unknown option {min(unknown)}")
    if options & {"--help", "-h"} or not operands:
        print(__doc__.strip())
        return 0 if operands or options else 2
    query, *files = operands
    try:
        run = Parser(query).parse()
    except QueryError as error:
        print(f"jsonquery: {error}\n  {query}\n  {' ' * (error.column - 1)}^", file=sys.stderr)
        return 2
    if "--explain" in options:
        for token in tokenize(query):
            print(token)
    for name in files or ["-"]:
        try:
            document = load(name)
        except OSError as error:
            return fail(1, f"{name}: {error.strerror}")
        except ValueError as error:
            return fail(1, f"{name}: {error}")
        try:
            for result in run(document):
                dump(result, options, sys.stdout)
        except EvaluationError as error:
            return fail(4, f"{name}: {error}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
