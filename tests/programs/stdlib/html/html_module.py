import html
from html.parser import HTMLParser

print(html.escape("<a href=\"x\">'&'</a>"), html.escape('"', quote=False), html.unescape("&lt;&eacute;&#233;&#xe9;&amp;&nbsp;&notit;&unknown;"))


class P(HTMLParser):
    def handle_starttag(self, tag, attrs):
        print("start", tag, attrs)

    def handle_endtag(self, tag):
        print("end", tag)

    def handle_data(self, data):
        print("data", repr(data))

    def handle_comment(self, data):
        print("comment", data)

    def handle_decl(self, d):
        print("decl", d)


P().feed("<!DOCTYPE html><p class='a' id=b disabled>x &amp; y<br/><!-- c --></p><script>1<2</script>")
