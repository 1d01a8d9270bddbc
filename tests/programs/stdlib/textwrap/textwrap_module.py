import textwrap

text = "The quick brown fox jumped over the lazy dog, which was a well-known sleeper; it did not care about foxes."
print(textwrap.fill(text, 30))
print(textwrap.wrap(text, 20, initial_indent="* ", subsequent_indent="  ", max_lines=3, placeholder=" [...]"))
print(textwrap.shorten(text, 40), repr(textwrap.dedent("    a\n      b\n\n    c\n")))
print(textwrap.indent("a\n\nb\n", "> "), textwrap.indent("a\nb", "+", lambda l: "b" in l))
print(textwrap.wrap("aaaaaaaaaaaa bb", 5, break_long_words=False), textwrap.wrap("a-b-c-d-e", 4, break_on_hyphens=False))
