"""importlib.util: names, specs and new modules."""

import sys
from importlib.machinery import ModuleSpec, SourceFileLoader

MAGIC_NUMBER = b"\xa7\r\r\n"


def resolve_name(name, package):
    """Resolve a relative module name to an absolute one."""
    if not name.startswith("."):
        return name
    if not package:
        raise ImportError(f"no package specified for {name!r} (required for relative module names)")
    level = len(name) - len(name.lstrip("."))
    bits = package.rsplit(".", level - 1)
    if len(bits) < level:
        raise ImportError("attempted relative import beyond top-level package")
    base = bits[0]
    rest = name[level:]
    return f"{base}.{rest}" if rest else base


def find_spec(name, package=None):
    """The spec of a module without importing it; None when the program has no such module."""
    from _regius import find_module
    full = resolve_name(name, package) if name.startswith(".") else name
    if full in sys.modules:
        module = sys.modules[full]
        if module is None:
            return None
        try:
            spec = module.__spec__
        except AttributeError:
            raise ValueError(f"{name}.__spec__ is not set") from None
        if spec is None:
            raise ValueError(f"{name}.__spec__ is None")
        return spec
    found = find_module(full)
    if found is None:
        return None
    path, is_package = found
    if path is None:
        return ModuleSpec(full, sys.__loader__, origin="built-in")
    return ModuleSpec(full, SourceFileLoader(full, path), origin=path, is_package=is_package)


def module_from_spec(spec):
    """A new module for the spec."""
    module = type(sys)(spec.name)
    module.__spec__ = spec
    module.__loader__ = spec.loader
    module.__package__ = spec.parent
    if spec.origin is not None:
        module.__file__ = spec.origin
    return module


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=None):
    if loader is None:
        loader = SourceFileLoader(name, location)
    spec = ModuleSpec(name, loader, origin=location)
    spec.submodule_search_locations = submodule_search_locations
    return spec


def cache_from_source(path, debug_override=None, *, optimization=None):
    head, _, tail = path.rpartition("/")
    base = tail.rpartition(".")[0] or tail
    name = f"{base}.{sys.implementation.cache_tag}" + (f".opt-{optimization}" if optimization else "") + ".pyc"
    return (head + "/" if head else "") + "__pycache__/" + name


def decode_source(source_bytes):
    """Decode bytes representing source code and return the string."""
    import io
    import tokenize
    encoding = tokenize.detect_encoding(io.BytesIO(source_bytes).readline)[0]
    return io.IncrementalNewlineDecoder(None, True).decode(source_bytes.decode(encoding))
