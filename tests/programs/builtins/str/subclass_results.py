class Text(str):
    def __str__(self):
        return "shown"


x = Text("hello")
x.note = 5
print(x, repr(x), f"{x}", "%s" % x, x.note, x.__dict__)
print(type(x.upper()), type(x[:]), type(x + ""), type(str(x)), type(x.strip()), x == "hello", {x: 1}["hello"])
