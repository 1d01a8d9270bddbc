class CM:
    def __enter__(self): return [1, [2, 3]]
    def __exit__(self, *a): return False
class O: pass
o = O()
d = {}
with CM() as (a, (b, c)), CM() as o.x, CM() as d["k"]:
    print(a, b, c, o.x, d)
with CM() as [x, *rest]:
    print(x, rest)
