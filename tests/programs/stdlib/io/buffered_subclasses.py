# Subclasses of the buffered classes call their __init__.
import io

for base in (io.BufferedReader, io.BufferedWriter, io.BufferedRandom):
    class Derived(base):
        def __init__(self, raw):
            super().__init__(raw, 100)
            self.extra = base.__name__
    made = Derived(io.BytesIO(b"text"))
    print(made.extra, made.seek(0), made.tell(), "__init__" in vars(base))
