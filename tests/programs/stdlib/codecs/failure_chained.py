# A failing codec says which it is: the exception becomes the cause of one of its type, unless it may carry more.
import codecs


class Plain(RuntimeError):
    pass


class Special(RuntimeError):
    def __init__(self, text):
        super().__init__(text)


with_attribute = RuntimeError("noted")
with_attribute.note = 1
failure = None


def fail(text, errors="strict"):
    raise failure


codecs.register(lambda name: codecs.CodecInfo(fail, fail, name=name) if name == "failing" else None)
for failure in (RuntimeError("text"), Plain("x"), KeyError("k"), RuntimeError, Special("own init"), with_attribute,
                ValueError(1), ValueError("a", "b"), OSError("gone")):
    for call in (lambda: "t".encode("failing"), lambda: b"t".decode("failing"),
                 lambda: codecs.encode(None, "failing"), lambda: codecs.decode(None, "failing")):
        try:
            call()
        except Exception as error:
            print(type(error).__name__, error, "<-", repr(error.__cause__), error.__suppress_context__)
for call in (lambda: codecs.decode(b"123", "hex"), lambda: codecs.encode("\u1234", "ascii", "nosuch"),
             lambda: "\u1234".encode("ascii", "nosuch"), lambda: "\u1234".encode("cp1252", "nosuch")):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error, "<-", repr(error.__cause__))


def wrong(text, errors="strict"):
    return 3


codecs.register(lambda name: codecs.CodecInfo(wrong, wrong, name=name) if name == "wrong" else None)
for call in (lambda: "t".encode("wrong"), lambda: b"t".decode("wrong"), lambda: codecs.decode(b"t", "wrong")):
    try:
        call()
    except TypeError as error:
        print(error)
