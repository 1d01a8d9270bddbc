# The C locale: conventions, formatting, names of days, comparing.
import _locale, locale

def attempt(function, *args):
    try:
        print(function.__name__, function(*args))
    except Exception as error:
        print(function.__name__, type(error).__module__, type(error).__name__, error)

print(locale.setlocale(locale.LC_ALL, "C"), locale.setlocale(locale.LC_NUMERIC))
print(locale.localeconv())
attempt(locale.setlocale, locale.LC_ALL, "no_SUCH.locale")
attempt(_locale.setlocale, 99)
attempt(_locale.setlocale, locale.LC_ALL, 5)
attempt(_locale.setlocale)
for name in sorted(n for n in dir(_locale) if n.isupper() or "_" in n[1:]):
    value = getattr(_locale, name)
    if isinstance(value, int):
        try:
            print(name, value, repr(locale.nl_langinfo(value)))
        except ValueError as error:
            print(name, value, error)
attempt(locale.nl_langinfo, 99)
attempt(locale.nl_langinfo, "x")
print([locale.strcoll(*pair) for pair in (("a", "b"), ("b", "a"), ("a", "a"), ("é", "z"), ("", "a"))], repr(locale.strxfrm("aé")))
attempt(locale.strcoll, "a", 5)
attempt(locale.strcoll, "a\0", "b")
attempt(locale.strxfrm, "a\0b")
attempt(locale.strxfrm, 5)
print(locale.format_string("%.2f %d", (1234.5, 1000), grouping=True), locale.str(1.5), locale.atof("1.5"), locale.atoi("12"))
attempt(_locale.gettext, "message")
attempt(_locale.dgettext, None, "message")
attempt(_locale.dgettext, 5, "message")
attempt(_locale.dcgettext, "domain", "message", locale.LC_MESSAGES)
attempt(_locale.textdomain, None)
attempt(_locale.textdomain, "mine")
attempt(_locale.bindtextdomain, "mine", "/tmp")
attempt(_locale.bindtextdomain, "", None)
attempt(_locale.bindtextdomain, "mine", None)
attempt(_locale.bind_textdomain_codeset, "mine", "UTF-8")
print(locale.Error is _locale.Error, locale.getlocale(locale.LC_NUMERIC), locale.normalize("en_us"))
print(locale.setlocale(locale.LC_CTYPE, "C.UTF-8"), locale.nl_langinfo(locale.CODESET), locale.getpreferredencoding(False), locale.getencoding())
