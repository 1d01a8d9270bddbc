"""The import system as programs use it.

All modules that a compiled program can import are part of it; finding and executing them is native. This
package offers importlib's interface on top of that.
"""

import sys
from builtins import __import__

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]


def invalidate_caches():
    """Call the invalidate_caches() method on all meta path finders stored in sys.meta_path."""
    for finder in sys.meta_path:
        if hasattr(finder, "invalidate_caches"):
            finder.invalidate_caches()


def import_module(name, package=None):
    """Import a module; a name with leading dots is relative to `package`."""
    level = 0
    while name[level:level + 1] == ".":
        level += 1
    if level:
        if not package:
            raise TypeError("the 'package' argument is required to perform a relative "
                            f"import for {name!r}")
        from importlib.util import resolve_name
        name = resolve_name(name, package)
    __import__(name)
    return sys.modules[name]


def reload(module):
    """Reload the module and return it."""
    try:
        name = module.__spec__.name
    except AttributeError:
        try:
            name = module.__name__
        except AttributeError:
            raise TypeError("reload() argument must be a module") from None
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name} not in sys.modules", name=name)
    raise NotImplementedError("importlib.reload() is not available in compiled programs")
