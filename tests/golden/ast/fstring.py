f''
f'a{b}c'
f'{a!r}{b!s:>{width}.{precision}}'
f'{a = }{b=!s}{c=:x}'
'x' f'{y}' 'z' rf'\{w}'
f'{{}}{a}\N{BULLET}'
f'''{
a
}'''
f'{a["b"]}{ {1: 2}[1] }{(lambda x: x)(1)}{a!=b}{a:{b}{c}}'
