class CM:
    def __enter__(self): return self
    def __exit__(self, *a): pass
class A:
    def run(self):
        with CM():
            self.fail(1,
                      2)
    def fail(self, *args):
        raise ValueError(*args)
A().run()
