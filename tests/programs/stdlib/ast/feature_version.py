# ast.parse(feature_version=...): newer syntax is refused, async and await are names before 3.7.
import ast
srcs=["x: int = 1","x.y: int","a @= b","a @ b","async def f(): pass","async def f():\n async for x in y: pass","async def f():\n async with y: pass","async def f():\n await x","async def f():\n [x async for x in y]","with (a as b): pass","with (a, b): pass","try: pass\nexcept* X: pass","match x:\n case 1: pass","(a := 1)","def f(a, /): pass","lambda a, /: 1","@(x)\ndef f(): pass","@a[1]\ndef f(): pass","def f():\n return 1, *x","1_000","f'x'","f'{x}'","f'{x=}'","f'a{x = :5}'","x[*a]","def f(*a: *b): pass","async = 1","await = 1","async def async(): pass","def f():\n  await = 1","async def f():\n  pass\nawait = 1","async def f(): await x\nasync = 1","import async","for async in b: pass","async with a: pass","print(async)","x = [*a, *b]","{**a}","nonlocal x","f(*a, *b)","0x_1","1_0j","b'a' f'x'","'a' f'x'","async\ndef f(): pass","a if (b:=1) else c", "[x:=1]", "class A:\n  async def f(self):\n    await x\n  await = 3\n", "yield = 1"]
for s in srcs:
    row=[]
    last=None
    for v in range(3,12):
        try:
            ast.parse(s, feature_version=(3,v)); r='ok'
        except SyntaxError as e: r=e.args
        if r!=last: row.append((v,r))
        last=r
    print(repr(s), row)
for v in [(3,4),(3,0),(2,7),(4,0),(3,15),(3,3),(3,-1)]:
    try: ast.parse("x:int",feature_version=v); print('ok')
    except BaseException as e: print(type(e),e)
