x = t'a{b!r:>{c}}d'
