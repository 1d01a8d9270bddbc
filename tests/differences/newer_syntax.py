# The grammar is that of Python 3.14.
#
# What CPython 3.11 rejects as a syntax error runs: PEP 695 type parameters and `type` statements, PEP 701 f-strings, PEP 758 `except`
# without parentheses, PEP 750 template strings.
sources = {
    "type statement": "type Number = int",
    "type parameters": "def first[T](items: list[T]) -> T: return items[0]",
    "nested quotes": "f'{'a' + 'b'}'",
    "except without parentheses": "try: pass\nexcept ValueError, TypeError: pass",
    "template string": "t'{1 + 1}'",
}
for name, source in sources.items():
    try:
        compile(source, "<source>", "exec")
        print(name, "compiles")
    except SyntaxError as error:
        print(name, "is a syntax error")
