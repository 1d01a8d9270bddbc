class G:
    def __init__(self): self.x = 1
    def __getattribute__(self, name):
        if name == 'magic': return 42
        return super().__getattribute__(name)
    def __getattr__(self, name): return 'missing ' + name
g = G()
print(g.magic, g.x, g.nope)
