class C:
    def f(self):
        return __class__, super().f()
