# Escapes that are none: kept, with one DeprecationWarning for each text.
import codecs
import warnings

for data in (b"\\z", b"\\zab\\y", b"\\8\\9", b"\\777", b"\\377", b"\\\xe9", b"ok\\n"):
    for decode in (codecs.escape_decode, codecs.unicode_escape_decode, lambda d: d.decode("unicode_escape", "ignore")):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            result = decode(data)
        print(ascii(result), [(w.category.__name__, ascii(str(w.message))) for w in caught])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    for decode in (lambda d: d.decode("unicode_escape"), codecs.escape_decode):
        try:
            decode(b"\\z")
        except DeprecationWarning as error:
            print(error, repr(error.__cause__))
