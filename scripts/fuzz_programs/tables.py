"""What random expressions are made of.

A kind is a type together with a bound of its size: `int` has at most 128 bits, `str` at most 80 characters, ...;
the kind in capitals (`INT`, `STR`) may be larger, and clip() of the support module makes one of the other. Variables have kinds in
small letters only, so nothing grows without end. A row of EXPRESSIONS is one expression of its kind; `$kind`
is a place for another one. Rows never raise, except those of `risky`, which stand where the exception is printed.
"""
import re

LITERALS = {
    "int": """0 1 -1 2 3 7 10 -5 63 64 100 255 256 -128 1000 65535 2147483647 2147483648 -2147483648 -2147483649 4294967295
        4294967296 4611686018427387903 4611686018427387904 -4611686018427387904 -4611686018427387905 9223372036854775807
        9223372036854775808 -9223372036854775808 -9223372036854775809 18446744073709551615 18446744073709551616
        9007199254740991 9007199254740993 170141183460469231731687303715884105727 0x7fff_ffff 0b1011 0o777 1_000_000_007""",
    "small": "0 1 2 3 4 5 6 -1 -2 -3",
    "count": "0 1 2 3 4",
    "nonzerof": "0.5 3.0 -2.5 1e10 7",
    "cp": "65 233 8364 128512",
    "step2": "1 2 -1",
    "step": "1 2 -1 -2 3",
    "width10": "10 14",
    "width": "0 3 8 12",
    "index": "0 1 2 -1 -3",
    "nonzero": "1 2 3 7 10 -1 -3 97 1000 2147483647 -4611686018427387904 9223372036854775808 18446744073709551616",
    "shift": "0 1 2 3 5 8 31 32 33 61 62 63 64 65",
    "bool": "True False",
    "float": """0.0 -0.0 0.5 1.5 -2.25 0.1 0.2 3.14159 1e10 1e16 1e-7 1e22 123456.789 1e100 -1e-100 2.5 1e300 5e-324 1e15 100.0
        float('inf') float('-inf') float('nan') 9007199254740993.0 0.30000000000000004""",
    "cplx": "1j 2+3j -0.5j complex(1,-0.0) complex(0.1,1e20) 0j",
    "str": """'' 'a' 'abc' 'Hello' 'hello_world' '12' '-7' '\\xe9t\\xe9' '\\u20ac5' '\\U0001f600!' 'x,y,,z' 'tab\\there' 'line\\nbreak'
        "it's" 'MiXeD' '\\x00nul' '0x1f' 'stra\\xdfe' '\\u0130' 'zz' '%s' '{}' '\\\\' 'aXbXc'""",
    "char": "'a' 'b' 'l' 'X' '_' ',' '\\xe9' '\\u20ac'",
    "name": "'a' 'b' 'c' 'key' 'value' 'x'",
    "bytes": "b'' b'a' b'abc' b'\\x00\\xff' b'Hello' b'a,b,c' b\"it's\" b'12'",
    "none": "None",
    "ints": "[] [1,2,3] [5,-1,5,0] [0] [4611686018427387904,-1] [10,9,8,7]",
    "itup": "() (1,2) (3,) (5,5,-5) (2147483648,0)",
    "strs": "[] ['a','b'] ['x','abc','Q'] ['']",
    "dict": "{} {'a':1} {'a':1,'key':-2} {'x':9223372036854775808,'b':0}",
    "set": "set() {1,2} {5,-1,1000}",
    "sset": "{'a'} {'a','b','x'}",
    "fset": "frozenset() frozenset({1,2})",
    "barr": "bytearray() bytearray(b'ab')",
    "range": "range(3) range(0) range(1,10,4)",
    "slice": "slice(1) slice(None,2) slice(0,9,2)",
    "intfn": "abs int",
    "itup3": "(1,2,3)",
    "strs3": "['a','bc','']",
    "any": "None 1 'a' [1] () 2.5 ... {} 'xyz' True b'q'",
    "ispec": "'' 'd' '5' '05d' '+d' ',' '_' 'x' '#x' 'X' 'b' '#b' 'o' '>12' '^10' '<8' '*^9d' '=+8' '010,' 'e' '.3f' 'g' '+,' '#_b' '%' '08_x'",
    "fspec": "'' '.2f' '10.3f' 'e' '.3e' 'g' '.3g' '+.1f' ',.2f' '%' '.1%' '<10' '^12.1f' '010.2f' '#.3g' 'G' '.0f' '_.3f' 'F' '.10g' '=+12.3e' 'z.1f'",
    "sspec": "'' '10' '>10' '^9' '*<8' '.2' '>6.3' 's' '-^11s' '\\u20ac>7'",
}

EXPRESSIONS = {
    "INT": """
        $int + $int
        $int - $int
        $int * $int
        $int // $nonzero
        $int % $nonzero
        $int << $shift
        $int >> $shift
        $int ** $count
        $int & $int
        $int | $int
        $int ^ $int
        -$int
        ~$int
        +$bool
        abs($int)
        divmod($int, $nonzero)[0]
        divmod($int, $nonzero)[1]
        pow($int, $count)
        pow($int, $count, $nonzero)
        sum($ints)
        sum($ints, $int)
        max($int, $int)
        min($int, $int, $int)
        max($ints, default=$int)
        min($itup, default=$int)
        len($str)
        len($ints)
        len($dict)
        len($set)
        int($float32)
        int(str($int))
        int(hex($int), 16)
        int($bool)
        round($int, -$count)
        $int if $bool else $int
        ($int and $int)
        ($int or $int)
        ord($char)
        hash($int)
        hash($float32)
        hash(($int, $int))
        $int.bit_length()
        ($int).bit_count()
        $str.count($char)
        $str.find($char)
        $str.rfind($char, $small)
        $ints.count($int)
        $itup.count($int)
        $dict.get($name, $int)
        int.from_bytes($bytes, 'little')
        int.from_bytes($bytes, 'big', signed=True)
        $bytes.find($bytes)
        len($range)
        $bool + $bool
        ($int, $int, $int)[$index]
        [$int, $int, $int][$index]
        {'a': $int, 'b': $int}['a']
        (lambda v: v + $int)($int)
        (lambda v, *, w=$int: v - w)($int)
        sum(v * $small for v in $ints)
        sum(1 for c in $str if c == $char)
        next(iter($ints), $int)
        next((v for v in $ints if v > $int), -1)
        len([*$ints, *$itup])
        round($float32)
        math.floor($float32)
        math.ceil($float32)
        math.trunc($float32)
        math.gcd($int, $int)
        math.isqrt(abs($int))
        math.prod($ints[:3])
        math.comb($count, 2)
        functools.reduce(operator.xor, $ints, $int)
        functools.reduce(lambda p, q: p - q, $itup, 0)
        operator.index($bool)
        operator.add($int, $int)
        operator.floordiv($int, $nonzero)
        $int.__add__($int)
        ($int).__rsub__($int)
        ($int).numerator
        $range[0] if len($range) > 9 else $int
        bisect.bisect(sorted($ints), $int)
        """,
    "bool": """
        $int < $int
        $int <= $int
        $int == $int
        $int != $float
        $float < $float
        $float >= $int
        $int < $int < $int
        $int <= $int != $int > $int
        $str == $str
        $str < $str
        $str > $str
        $bytes <= $bytes
        $char in $str
        $str not in $strs
        $int in $ints
        $int in $set
        $name in $dict
        $int not in $itup
        $int in $range
        $float in $ints
        not $any
        $bool and $bool
        $bool or $bool
        $bool ^ $bool
        $bool & $bool
        $ints == $ints
        $ints < $ints
        $itup >= $itup
        $set <= $set
        $set == $set
        $set.isdisjoint($set)
        $dict == $dict
        bool($any)
        isinstance($any, int)
        isinstance($any, (str, list, float))
        issubclass(type($any), (int, tuple))
        $none is None
        $any is not None
        type($any) is int
        callable($any)
        all($ints)
        any($strs)
        any(v > $int for v in $ints)
        all(v != $int for v in $itup)
        $str.startswith($str)
        $str.endswith(($str, $str))
        $str.isalpha()
        $str.isdigit()
        $str.isidentifier()
        $str.isupper()
        $str.istitle()
        $str.isspace()
        $bytes.isalnum()
        ($float32).is_integer()
        math.isclose($float, $float)
        math.isnan($float)
        $cplx == $cplx
        $cplx != $int
        hasattr($any, 'append')
        $any == $any
        $any != $any
        """,
    "float32": """
        $small / 2
        $small * 1.5
        $small - 0.5
        float($small)
        2.5
        1e9
        -1234.5
        """,
    "float": """
        $float + $float
        $float - $int32
        $float * $float
        $int32 * $float
        $float / $nonzerof
        $int / $nonzero
        -$float
        abs($float)
        $float32 // $nonzerof
        $float32 % $nonzerof
        $float32 ** 2
        2.0 ** $small
        float($int)
        round($float32, $small)
        round($float32, 2)
        $float if $bool else $float
        max($float32, $int32)
        sum([$float32, $int32, $float32])
        float($bool)
        divmod($float32, $nonzerof)[1]
        float.fromhex($float.hex())
        float(repr($float))
        math.sqrt(abs($float))
        math.fmod($float32, $nonzerof)
        math.copysign($float, $float32)
        math.hypot($float32, 3)
        math.frexp($float)[0]
        math.modf($float32)[0]
        math.fsum([$float32, 0.1, 0.2])
        $cplx.real
        ($cplx).imag
        abs($cplx)
        ($float or $float)
        """,
    "int32": """
        $small
        len($str)
        1000000
        -65536
        """,
    "cplx": """
        $cplx + $cplx
        $cplx * $int32
        $cplx - $float32
        ($cplx).conjugate()
        complex($float32, $float32)
        -$cplx
        """,
    "STR": """
        $str + $str
        $str * $count
        str($int)
        str($float)
        repr($str)
        repr($float)
        ascii($str)
        str($bytes)
        repr($any)
        str($any)
        hex($int)
        bin($int)
        oct($int)
        $str.upper()
        $str.lower()
        $str.title()
        $str.capitalize()
        $str.swapcase()
        $str.casefold()
        $str.strip()
        $str.lstrip($char)
        $str.rstrip('lo')
        $str.replace($char, $str)
        $str.replace($char, $str, $count)
        $str.join($strs)
        $char.join(reversed($str))
        ', '.join(map(str, $ints))
        ''.join(sorted($str))
        ' '.join(f'{v}' for v in $itup)
        $str.center($width, $char)
        $str.ljust($width)
        $str.rjust($width, $char)
        $str.zfill($width)
        $str.expandtabs(4)
        $str.partition($char)[2]
        $str.rpartition($char)[0]
        $str.removeprefix('a')
        $str.removesuffix($char)
        $str.translate({97: 'Q', 108: None})
        $str.translate(str.maketrans('abl', 'xyz'))
        $str[$small:]
        $str[:$small]
        $str[$small:$small]
        $str[::-1]
        $str[$small::$step]
        ($str or 'default')[0]
        chr($cp)
        format($int, $ispec)
        format($float, $fspec)
        format($str, $sspec)
        f'{$int}'
        f'{$str!r}'
        f'{$str!s:>10}'
        f'{$any!a}'
        f'{$float:.3f}|{$int:+d}'
        f'{$int:{$width}}'
        f'{$int=}'
        f'{$bool}{{}}'
        f'{$strs}'
        '%s %r' % ($any, $str)
        '%d %5d %-5d|' % ($int, $int, $small)
        '%x %o %#x' % (abs($int), abs($int), abs($int))
        '%.2f %e %g' % ($float, $float, $float)
        '%5.1f|%-8s|%c' % ($float32, $str, $char)
        '%(a)s-%(b)05d' % {'a': $str, 'b': $small}
        '{} {}'.format($any, $int)
        '{0!r:>8}{1:<4}'.format($str, $small)
        '{a[0]}{b.real}'.format(a=$itup3, b=$int)
        '{:{w}.{p}}'.format($str, w=$width, p=$count)
        $str if $bool else $str
        $strs3[$index]
        ($str and $str)
        type($any).__name__
        $str.encode('utf-8').decode('utf-8')
        $str.encode('ascii', 'replace').decode()
        $str.encode('ascii', 'backslashreplace').decode()
        $str.encode('latin-1', 'ignore').decode('latin-1')
        $bytes.decode('latin-1')
        $bytes.decode('utf-8', 'replace')
        $bytes.hex()
        $bytes.hex('-', $step2)
        str($range)
        repr($slice)
        (lambda s='d', *a, **k: s * 2)($str)
        $str.format_map({'': 1})[:0]
        textwrap.shorten('the quick brown fox', width=$width10)
        min($str, $str)
        max($strs, default=$str)
        max($strs, key=len, default='none')
        """,
    "BYTES": """
        $bytes + $bytes
        $bytes * $count
        $bytes[::-1]
        $bytes[$small:$small]
        $bytes.upper()
        $bytes.replace(b'a', $bytes)
        $str.encode()
        $str.encode('utf-16-le')
        bytes([$byte, $byte])
        bytes($count)
        $bytes.join([$bytes, $bytes])
        bytes(bytearray($bytes))
        bytes(memoryview($bytes)[::$step2])
        ($int).to_bytes(20, 'big', signed=True)
        abs($int).to_bytes(17, 'little')
        b'%d|%s' % ($int, $bytes)
        $bytes.strip(b'a')
        $bytes.center($width, b'*')
        $bytes.ljust(5)
        $bytes.partition(b',')[0]
        $bytes.translate(None, b'b')
        struct.pack('<hIq', $small, $byte, $small)
        """,
    "barr": """
        bytearray($bytes)
        bytearray($bytes + $bytes)
        bytearray($count)
        """,
    "INTS": """
        [$int, $int, $int]
        [$int]
        []
        [*$ints, $int]
        [*range($count)]
        list(range($small, $small, $step))
        $ints + $ints
        $ints * $count
        $ints[$small:$small]
        $ints[::-1]
        $ints[$small::$step]
        sorted($ints)
        sorted($ints, reverse=True)
        sorted($ints, key=lambda v: (v % 7, -v))
        sorted($ints, key=$intfn)
        sorted($set)
        list($itup)
        list(map($intfn, $ints))
        list(filter(None, $ints))
        list(filter(lambda v: v > $int, $ints))
        [v for v in $ints if v % 2]
        [v + $int for v in $ints]
        [p * q for p in $ints[:3] for q in $itup[:3] if p != q]
        [len(s) for s in $strs]
        [clip(x := v + $int) for v in $ints]
        list(reversed($ints))
        list($dict.values())
        $ints.copy()
        [ord(c) for c in $str]
        list($bytes)
        list(itertools.chain($ints, $itup))
        list(itertools.islice($ints, $count))
        list(itertools.accumulate($ints[:5]))
        [sum(pair) for pair in zip($ints, $itup)]
        [k for k, g in itertools.groupby($ints)]
        list(itertools.takewhile(lambda v: v < $int, $ints))
        [i if v else -i for i, v in enumerate($ints, $small)]
        list(dict.fromkeys($ints))
        [[v] for v in $ints][0] if $bool and $ints else $ints
        heapq.nsmallest($count, $ints)
        [first for first, *rest in [($int, $int), ($int,)]]
        """,
    "itup": """
        ($int, $int)
        ($int,)
        ()
        ($int, *$ints[:3])
        tuple($ints)
        tuple(sorted($set))
        $itup[1:]
        tuple(v for v in $ints)
        divmod($int, $nonzero)
        ($int).as_integer_ratio()
        tuple($range)
        """,
    "itup3": """
        ($int, $int, $int)
        """,
    "STRS": """
        [$str, $str]
        [$str]
        []
        $strs + [$str]
        list($str)
        sorted($strs)
        sorted($strs, key=len)
        sorted($strs, key=str.lower, reverse=True)
        sorted($sset)
        $str.split()
        $str.split($char)
        $str.split($char, $count)
        $str.rsplit($char, 1)
        $str.splitlines()
        [c + $char for c in $str[:5]]
        [str(v) for v in $ints]
        list($dict)
        [f'{k}={v}' for k, v in $dict.items()]
        list(map(str.upper, $strs))
        [*$strs, *$str[:3]]
        [k for k in $dict if $bool]
        re.findall(r'[a-z]+', $str)
        re.split(r'[,_]', $str)
        [c for c in $str if c not in $str]
        """,
    "strs3": """
        [$str, $str, $str]
        """,
    "DICT": """
        {$name: $int, $name: $int}
        {}
        {**$dict, $name: $int}
        dict(a=$int, b=$int)
        dict([($name, $int), ($name, $int)])
        dict(zip($strs, $ints))
        {k: v + 1 for k, v in $dict.items()}
        {c: i for i, c in enumerate($str[:4])}
        $dict | $dict
        $dict.copy()
        dict.fromkeys($str[:4], $int)
        dict(sorted($dict.items(), reverse=True))
        dict(collections.Counter($str[:8]))
        {k: $dict[k] for k in sorted($dict)} if 0 else $dict
        """,
    "SET": """
        {$int, $int, $int}
        set()
        set($ints)
        set($itup)
        {v % 5 for v in $ints}
        $set | $set
        $set & $set
        $set - $set
        $set ^ $set
        $set.union($ints)
        $set.symmetric_difference($itup)
        $set.copy()
        set($range)
        """,
    "fset": """
        frozenset($ints)
        frozenset()
        frozenset($set) | $set
        """,
    "sset": """
        set($str)
        {$str, $str}
        set($strs)
        {c.upper() for c in $str}
        $sset | {$str}
        $sset - set($str)
        """,
    "range": """
        range($count)
        range($small, $small)
        range($small, $small, $step)
        range(10)[$small:$small]
        """,
    "slice": """
        slice($count)
        slice($small, $small)
        slice(None, $small, $step)
        """,
    "intfn": """
        abs
        int
        lambda v: v % 5
        lambda v, w=$small: v - w
        lambda v: -v
        operator.neg
        functools.partial(operator.add, $small)
        functools.partial(max, $small)
        (lambda v: lambda w: w ^ v)($small)
        """,
    "byte": """
        0
        65
        255
        $count
        """,
    "any": """
        $int
        $float
        $bool
        $str
        $bytes
        $barr
        $none
        $ints
        $itup
        $strs
        $dict
        $set
        $sset
        $fset
        $range
        $cplx
        ($int, $str)
        [$any, $any]
        {$int: $any}
        ($any, [$str, $float])
        {'k': ($int, $any)}
        (1, 'a', None, ...)
        type($any)
        [$slice]
        $dict.keys() & {'a'}
        list($dict.items())
        list(enumerate($strs))
        list(zip($ints, $str))
        NotImplemented
        """,
    "noint": """
        $str
        $bytes
        $none
        $ints
        $itup
        $strs
        $dict
        $set
        $float
        $range
        ($str, $int)
        [$any]
        """,
    "risky": """
        $int // $int
        $int % $int
        $int / $int
        $float // $float
        $float % $float
        $float / $float
        $int ** -$count
        $float32 ** $float32
        $int << $small
        $int >> $small
        divmod($int, $int)
        divmod($float, $float)
        pow($int, $small, $int)
        int($str)
        int($str, $width)
        int($float)
        float($str)
        complex($str)
        round($float)
        round($float, $small)
        $any + $any
        $any - $any
        $any * $count
        $any | $any
        $any & $any
        $any < $any
        $any >= $any
        $any[$small]
        $any[$any]
        $any[$small:$small]
        $any in $any
        -$any
        ~$any
        len($any)
        iter($any).__next__()
        list($any)
        sorted($any)
        max($any)
        sum($any)
        abs($any)
        hash(($int, $str, $float32))
        int($any)
        float($any)
        str($any, $any)
        bytes($noint)
        chr($int)
        ord($str)
        set([$any])
        frozenset($strs)
        dict($any)
        tuple($any)
        $any.missing
        $any.upper()
        $any.append($int)
        $noint($any)
        $str[$int]
        $ints[$small]
        $ints[$any]
        $itup[$int]
        $dict[$name]
        $dict[$any]
        $ints.index($int)
        $ints.pop($small)
        $str.index($char)
        $str.split($str)
        $str.join($any)
        $str.encode($str)
        $str.encode('ascii')
        $bytes.decode('ascii')
        $bytes + $any
        $str + $any
        $str % $any
        $str % ($any, $any)
        '%d' % $any
        '%c' % $any
        '%.3s' % $any
        '{} {}'.format($any)
        '{0.real} {1}'.format($noint, $any)
        '{a} {}'.format($any)
        '{:d}'.format($any)
        format($any, $ispec)
        format($any, $fspec)
        format($any, $sspec)
        f'{$any:{$noint}}'
        f'{$any:>8}'
        $ints.sort(key=$any)
        $set.pop()
        $dict.popitem()
        $set.remove($int)
        {$any}
        {$any: $any}
        [*$any]
        {**$any}
        (lambda p, q: q)(*$any)
        (lambda p, q=2, *r, s=3: (p, q, r, s))(*$itup)
        (lambda p, *, s: (p, s))(*$itup, **$dict)
        (lambda **k: k)(**$dict, zz=1)
        print(*$itup, sep=$any)
        range($any)
        range($small, $small, $small)
        slice($small).indices($any)
        isinstance($any, $any)
        next(iter($any))
        next($any)
        getattr($any, $name)
        setattr($any, $name, 1)
        delattr($any, $name)
        zip($any, $any).__next__()
        list(map($intfn, $any))
        list(zip($ints, $itup, strict=True))
        enumerate($any)
        $int.to_bytes($count, 'big')
        ($int).to_bytes($count, 'little', signed=True)
        int.from_bytes($any, 'big')
        bytes.fromhex($str)
        bytes([$int])
        bytearray($noint)
        memoryview($any)[0]
        math.sqrt($any)
        math.factorial($small)
        math.log($float)
        math.exp($float32)
        math.gcd($any)
        math.floor($float)
        functools.reduce(lambda p, q: p - q, $ints)
        operator.itemgetter($small)($any)
        operator.attrgetter('a.b')($any)
        operator.methodcaller('upper')($any)
        itertools.chain.from_iterable($any).__next__()
        list(itertools.islice($any, $small))
        struct.unpack('<h', $bytes)
        struct.pack('b', $any)
        re.match($str, $str)
        $str.translate($any)
        $str.maketrans($any)
        $str.ljust($small, $str)
        type($any)($noint)
        type($any)()
        super().missing
        $any.__add__($any)
        $any.__eq__($any)
        $any.__contains__($any)
        $any.__len__()
        $any.__getitem__($small)
        $any.__doc__ is None
        dir($any)[:3]
        $int.real.imag
        isinstance(1, int | str)
        int | $any
        list[$any]
        object($any)
        complex($any, $any)
        round($any)
        divmod($any, $any)
        pow($int, $count, $any)
        $any @ $any
        $float.as_integer_ratio()
        $float.hex()
        float.fromhex($str)
        ($any, $any) < ($any, $any)
        [$any] == [$any]
        $strs.remove($str)
        $barr.append($int)
        $barr.pop($small)
        $barr.extend($any)
        $bytes.split($bytes)
        $bytes.index($any)
        $bytes.join($strs)
        $bytes.find($any)
        $str.find($any)
        $str.count($any)
        $str.startswith($any)
        $str.replace($any, 'x')
        $dict.update($any)
        $dict | $any
        $set | $any
        $set.union($int)
        $set < $any
        $dict.pop($name)
        $dict.setdefault($any)
        collections.deque($any)
        $any.__class__.__mro__
        """,
}
# Kinds whose large form exists: the variable's kind, and what it can be made of.
GROWING = {"int": "INT", "str": "STR", "bytes": "BYTES", "ints": "INTS", "strs": "STRS", "dict": "DICT", "set": "SET"}
# Kinds that variables have.
VARIABLES = ("int", "float", "bool", "str", "bytes", "ints", "strs", "dict", "set", "itup", "any", "cplx", "barr", "sset", "intfn")
HOLE = re.compile(r"\$([a-zA-Z0-9]+)")


ROWS = {kind: [line.strip() for line in text.strip().splitlines()] for kind, text in EXPRESSIONS.items()}
ATOMS = {kind: text.split() for kind, text in LITERALS.items()}
