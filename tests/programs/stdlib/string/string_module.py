import string

print(string.ascii_letters, string.digits, string.hexdigits, string.octdigits, string.punctuation, repr(string.whitespace))
print(string.capwords("hello  big world"), string.Template("$who likes ${what}, $$5").substitute(who="Ann", what="tea"))
t = string.Template("$a $b")
print(t.safe_substitute(a=1), t.get_identifiers(), t.is_valid())
for f in (lambda: t.substitute(a=1), lambda: string.Template("$ x").substitute()):
    try:
        f()
    except (KeyError, ValueError) as e:
        print(type(e).__name__, e)
f = string.Formatter()
print(f.format("{0} {name:>5} {1!r}", 1, "x", name="n"), f.vformat("{a[0]}", (), {"a": [7]}), list(f.parse("a{b!r:>{w}}c")))
