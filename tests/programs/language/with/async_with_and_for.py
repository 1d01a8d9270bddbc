class A:
    def __init__(self, n): self.n = n
    async def __aenter__(self): print('aenter', self.n); return self.n
    async def __aexit__(self, t, v, tb): print('aexit', self.n, t and t.__name__); return t is KeyError
async def agen(n):
    for i in range(n): yield i
async def main():
    async with A(1) as x, A(2): print('body', x)
    async with A(3): raise KeyError
    async for i in agen(2): print(i)
    else: print('else')
    print([i async for i in agen(3) if i], {i: i async for i in agen(2)}, sum([i async for i in agen(4)]))
    return 'done'
c = main()
try:
    while True: c.send(None)
except StopIteration as e: print(e.value)
