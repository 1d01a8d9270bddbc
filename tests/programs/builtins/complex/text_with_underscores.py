# What underscores do in texts of numbers, and where bytes.fromhex() stops.
for s in ('hello_world','1_0','1__0','_1','1_','1_j','1_0j','a_1','zz','1+_2j','(1_0)','','1 _0','x1_2'):
    for f in (complex, float, int):
        try: print(f(s))
        except ValueError as e: print(e)
for s in ('12','1','123','12 3','12 34','zz','1z','é1','1é','12é','12 é','12 1é','\u20ac','12\u20ac','12 34 \u20ac','1\U0001f600','MiXeD', "it's", 'hello_world','12 \x00','abcdé','abcd\u20ac5'):
    for f in (bytes.fromhex, bytearray.fromhex):
        try: print(f(s))
        except ValueError as e: print(ascii(s), e)
