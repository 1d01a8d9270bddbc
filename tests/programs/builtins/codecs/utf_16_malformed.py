def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: b"\xd8".decode("utf-16"))
attempt(lambda: b"\x00\xd8a\x00".decode("utf-16-le"))
attempt(lambda: b"\x00\xdc".decode("utf-16-le"))
attempt(lambda: b"\x00\x00\x11\x00".decode("utf-32-le"))
attempt(lambda: b"\xff\xfea\x00".decode("utf-16"))
attempt(lambda: b"\xfe\xff\x00a".decode("utf-16"))
