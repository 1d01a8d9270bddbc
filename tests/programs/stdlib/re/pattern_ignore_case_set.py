import re

p = re.compile('(?i)[x-z]+')
for s in ('abc', 'abbbc', 'aac aab a-a', 'cat foobar x1-2', 'ABC Éé\n b', '"q\\"s" me@site.com', 'ac ab\nb aa-aa', 'bab 日ü\U0001F600', ''):
    m = p.search(s)
    print(m and (m.span(), m.groups(), m.lastindex), p.match(s) is not None, p.fullmatch(s) is not None, ascii(p.findall(s)))
