"""Pure functions of library modules, and source text that the program itself compiles: exec, eval, compile."""
from .statements import attempt
from .writer import WORK

CALLS = ("json.dumps($any2, sort_keys=True)", "json.loads(json.dumps($dict))", "json.dumps($ints, indent=2, separators=(',', ':'))",
         "json.loads($str)", "string.capwords($str)",
         "list(itertools.pairwise($ints))", "list(itertools.combinations($ints[:4], 2))", "list(itertools.product($str[:2], $ints[:2]))",
         "list(itertools.zip_longest($ints, $str, fillvalue=$small))", "list(itertools.permutations($str[:3]))",
         "list(itertools.starmap(operator.sub, [($int, $int)]))", "list(itertools.compress($str, $ints))",
         "list(itertools.dropwhile(lambda v: v < $int, $ints))", "[list(t) for t in itertools.tee($ints[:3])]",
         "textwrap.wrap($str * 3, $width10)", "textwrap.dedent($str)", "textwrap.indent($str, '> ')", "textwrap.fill($str, $width10)",
         "re.sub($char, lambda m: m[0].upper(), $str)", "[m.span() for m in re.finditer(r'\\w', $str)]", "re.sub(r'(.)', r'<\\1>', $str)",
         "re.fullmatch(r'(?P<a>[a-z]+)?(.*)', $str, re.S).groupdict()", "re.escape($str)", "re.split($char, $str, maxsplit=1)",
         "collections.Counter($str).most_common(2)", "collections.Counter($ints) - collections.Counter($itup)",
         "collections.deque($ints, maxlen=$count)", "collections.ChainMap($dict, $dict)['a']", "collections.OrderedDict($dict)",
         "list(heapq.merge(sorted($ints), sorted($itup)))", "heapq.nlargest($count, $ints)", "bisect.bisect_left(sorted($ints), $int)",
         "copy.deepcopy($any)", "copy.copy($any)", "copy.deepcopy([$any2, $any2])", "functools.reduce(operator.mul, $itup, 1)",
         "sorted($ints, key=functools.cmp_to_key(lambda p, q: q - p))", "operator.itemgetter(0, -1)([$int, $str])",
         "math.lcm($int, $nonzero)", "math.perm($count, 2)", "math.dist((1, $small), (0, 2))", "struct.unpack('>i', struct.pack('>i', $small))",
         "operator.concat($strs, $strs)", "operator.countOf($ints, $int)")
EXPRESSIONS = ("eval({text}, {'x': $int})", "eval({text}, {'x': $int}, {'x': $str})", "eval(compile({text}, '<e>', 'eval'), {'x': $ints})")
TEXTS = ("x", "x * 2", "[x for _ in range(2)]", "(lambda: x)()", "x +", "missing", "f'{x!r:>5}'", "(y := x, y)", "x if x else -1", "{**x}", "*x,", "1 / 0", "x[0]")
BLOCKS = ("y = x\ndef f(n): return n, x\nz = f(y)", "global x\nx = [x]\ny = x", "class C:\n    x = x\n    y = [x for _ in 'ab']\nz = C.y",
          "for i in range(3):\n    y = i\nelse:\n    z = x", "del x\ny = 5", "try:\n    x.missing\nexcept Exception as e:\n    y = type(e).__name__",
          "def g():\n    yield x\n    return x\ny = list(g())", "y = x\n  z = 1", "match x:\n    case int(): y = 'int'\n    case [*r]: y = r\n    case _: y = 0",
          "async def c(): return x\ntry: c().send(None)\nexcept StopIteration as e: y = e.value", "import math\ny = math.floor(2.5)", "y: int = x\nz = __annotations__")


def call(w):
    """A library function, with arguments that it may not like."""
    row = w.pick(CALLS).replace("$any2", w.pick(("$dict", "$ints", "$str", "$float32", "$itup", "$none", "$any")))
    attempt(w, f"print({w.fill(row, 1)})")


def evaluate(w):
    """eval() of a text in namespaces of its own."""
    attempt(w, f"print({w.fill(w.pick(EXPRESSIONS).replace('{text}', repr(w.pick(TEXTS))), 1)})")


def execute(w):
    """exec() of a text with globals, and perhaps locals."""
    if w.frame.factor * 6 > WORK:
        return
    space, local = w.fresh("s"), w.fresh("s")
    w.line(f"{space}, {local} = {{'x': {w.expression('any', 1)}}}, {{'x': {w.expression('int', 1)}}}")
    text, form = repr(w.pick(BLOCKS)), w.number(0, 2)
    attempt(w, (f"exec({text}, {space})", f"exec({text}, {space}, {local})", f"exec(compile({text}, 'made.py', 'exec'), {space})")[form])
    for names in (space, local):
        w.line(f"print([(k, v) for k, v in {names}.items() if k in ('x', 'y', 'z') and not callable(v)])")


STATEMENTS = [(5, call), (2, evaluate), (2, execute)]
