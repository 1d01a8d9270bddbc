class G:
    def __getitem__(self, k): return k
g = G()
print(g[1:2], g[::], g[1:2, ...], g[:, 3], g[None:'a':[]])
