class C:
    def __init__(self, x):
        self.x = x
        self.y, self.z = 1, 2
        for self.w in x: pass
