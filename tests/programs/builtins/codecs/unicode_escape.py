def attempt(f):
    try:
        print(repr(f()))
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: "a\n\\é日\U0001F600".encode("unicode_escape"))
attempt(lambda: b"\\n\\x41\\u00e9\\101".decode("unicode_escape"))
attempt(lambda: b"\\x4".decode("unicode_escape"))
attempt(lambda: b"\\U00110000".decode("unicode_escape"))
attempt(lambda: "é日".encode("raw_unicode_escape"))
attempt(lambda: b"\\u12".decode("raw_unicode_escape"))
