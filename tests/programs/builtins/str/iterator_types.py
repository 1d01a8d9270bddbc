# ASCII strings have an iterator type of their own, but not when their class is a subclass of str.
class Text(str):
    pass


for text in "abc", "", "\xe9", Text("abc"), Text("\u20ac"):
    print(type(iter(text)).__name__, list(text))
