import codecs

print(codecs.encode("Hello", "rot13"), "bücher".encode("punycode"), "bücher".encode("idna"))
try:
    "a".encode("rot13")
except LookupError as error:
    print(error)
