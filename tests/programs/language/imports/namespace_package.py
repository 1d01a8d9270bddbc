# Directories without __init__.py are packages: they have no file, and a search path of their own.
import os

import namespaced.inner.first
from namespaced.inner import second
import namespaced

print(namespaced.inner.first.name(), second.name())
for package in namespaced, namespaced.inner:
    print(package.__name__, getattr(package, "__file__", "no file"), package.__spec__.origin)
    print([os.path.basename(path) for path in package.__path__])
