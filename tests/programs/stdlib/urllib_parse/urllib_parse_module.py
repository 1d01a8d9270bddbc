from urllib.parse import ParseResult, parse_qs, parse_qsl, quote, quote_plus, unquote, unquote_plus, urldefrag, urlencode, urljoin, urlparse, urlsplit, urlunparse

u = urlparse("https://user:pw@Example.org:8080/a/b;p?q=1&r=%20#frag")
print(u, u.hostname, u.port, u.username, u.geturl(), urlunparse(u), urlsplit("//h/p?x").netloc)
print(quote("a b/é&"), quote("a/b", safe=""), quote_plus("a b+c"), unquote("a%20b%C3%A9"), unquote_plus("a+b%2B"), urlencode({"a": 1, "b": "x y", "c": ["1", "2"]}, doseq=True))
print(parse_qs("a=1&a=2&b="), parse_qsl("a=1&b=", keep_blank_values=True), urldefrag("http://h/p#f"))
for rel in ("g", "./g", "/g", "//h2/x", "?y", "#s", "../g", "../../../g", "http://o/"):
    print(urljoin("http://a/b/c/d;p?q", rel))
try:
    urlsplit("http://[::1").port
except ValueError as e:
    print(e)
