# Text that no width or precision changes is the result itself, also when its class is a subclass of str.
class Text(str):
    def __str__(self):
        return "from __str__"


t = Text("abcdef")
for spec in ("3", "6", "7", ">5", "^2.6", ".6", ".5", "s", "x<6s"):
    result = format(t, spec)
    print(spec, type(result).__name__, result is t, f"{result}" if type(result) is str else repr(result))
print(f"{t:>5}", type(f"{t:>5}").__name__, type(f"{t:>5}.").__name__)
