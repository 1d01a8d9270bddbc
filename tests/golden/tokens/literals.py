0x1_F 1.e5 .5j 'a' b"\"" f'{a!r:>{b["c"]}}' rb'''x
y''' t'{a}'
_ match case type é
