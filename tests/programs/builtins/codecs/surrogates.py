def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "\ud800".encode())
attempt(lambda: "\ud800".encode("utf-8", "surrogatepass"))
attempt(lambda: "\udcff".encode("utf-8", "surrogateescape"))
attempt(lambda: ascii(b"\xff".decode("ascii", "surrogateescape")))
attempt(lambda: ascii(b"\xed\xa0\x80".decode("utf-8", "surrogatepass")))
attempt(lambda: "a\ud800\ud801".encode("ascii", "replace"))
