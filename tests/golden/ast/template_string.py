t'a{b!r:>{c}}d' t'{e = }'
t''
