import codecs


def search(name):
    if name != "shout":
        return None
    return codecs.CodecInfo(lambda s, e="strict": (s.upper().encode(), len(s)), lambda b, e="strict": (bytes(b).decode().lower(), len(b)), name="shout")


codecs.register(search)
print("abc".encode("shout"), b"ABC".decode("Shout"))
