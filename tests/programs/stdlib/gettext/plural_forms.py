from gettext import c2py

FORMS = [
    'n != 1', 'n>1', '0', 'n%10==1 && n%100!=11 ? 0 : n!=0 ? 1 : 2',
    '(n==1) ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2', '!n', '!!n*2+n/3', 'n-1-1', '1<n<3',
    'n==1==1', 'n<5>3', 'n ? n>5 ? 1 : 2 : 3',
]
for form in FORMS:
    print(form, [c2py(form)(n) for n in (0, 1, 2, 3, 5, 11, 21, 104)])
for bad in ['', '(n', 'n n', 'x', 'n ? 1', 'n +', ')', '0x1', 'n' * 1001, '(' * 21 + 'n' + ')' * 21]:
    try:
        c2py(bad)
    except ValueError as error:
        print(repr(bad[:30]), error)
