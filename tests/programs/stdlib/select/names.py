# Everything that the module exports.
import select

for name in sorted(dir(select)):
    if not name.startswith("_"):
        v = getattr(select, name)
        print(name, v if isinstance(v, int) else type(v).__name__)
