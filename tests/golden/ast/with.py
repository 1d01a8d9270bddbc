with a: pass
with a as b, c as (d, e): pass
with (a as b, c): pass
with (a, b): pass
with (a): pass
with (a, b) as c: pass
with (a) as b, c: pass
with (yield): pass
with a() as b.c, d as [e, *f]: pass
