class G:
    x = 1
    def __getattr__(self, name):
        if name.startswith('_'):
            raise AttributeError(name)
        return name * 2
g = G()
print(g.x, g.abc)
print(hasattr(g, '_no'), getattr(g, '_no', 'default'))
