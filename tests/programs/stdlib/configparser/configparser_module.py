import configparser
import io

c = configparser.ConfigParser()
c.read_string("[DEFAULT]\nbase = /srv\n[web]\nport = 80\npath = %(base)s/www\nflag = yes\nlong = a\n  b\n[empty]\n")
print(c.sections(), c["web"]["path"], c.getint("web", "port"), c["web"].getboolean("flag"), c.get("web", "long"), c.has_option("web", "x"), c.get("web", "no", fallback="fb"), dict(c["empty"]))
c["new"] = {"k": "v"}
c.set("web", "port", "81")
c.remove_option("web", "long")
out = io.StringIO()
c.write(out)
print(out.getvalue())
for f in (lambda: c.get("nope", "x"), lambda: c.get("web", "zzz"), lambda: c.read_string("x = 1"), lambda: c.read_string("[a]\n[a]")):
    try:
        f()
    except configparser.Error as e:
        print(type(e).__name__, e)
