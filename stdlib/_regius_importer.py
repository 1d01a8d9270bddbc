"""Lets importlib find the modules that are compiled into the program, and those in zip files.

They look like modules loaded from their source files, whose code needs no compiling. A second copy of a
module (after its removal from sys.modules) is loaded from the source, since the compiled functions belong to
the first one.
"""

import _imp
import _io
import posix
import sys
from _frozen_importlib import ModuleSpec
from _frozen_importlib_external import SourceFileLoader, spec_from_file_location


class CompiledFinder:
    """Finder of the modules of the program."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        found = _imp.find_compiled(name, target)
        if found is None:
            return None
        file, is_package, code = found
        if file.endswith("/"):  # a namespace package has no file
            spec = ModuleSpec(name, None, is_package=True)
            spec.submodule_search_locations.append(file[:-1])
            return spec
        loader = SourceFileLoader(name, file)
        loader.get_code = lambda fullname: code
        locations = [file.rpartition("/")[0]] if is_package else None
        return spec_from_file_location(name, file, loader=loader, submodule_search_locations=locations)


def zip_importer(path):
    """The path hook for zip files; zipimport is imported when there is one."""
    archive = path
    while archive:
        try:
            is_file = posix.stat(archive).st_mode & 0o170000 == 0o100000
        except OSError:
            archive = archive.rpartition("/")[0]
            continue
        if is_file and has_directory(archive):
            from zipimport import zipimporter
            return zipimporter(path)
        break
    raise ImportError(f"not a Zip file: {path!r}", path=path)


def has_directory(archive):
    """Does the file end like a zip file: with the end of a directory, and perhaps a comment?"""
    with _io.open_code(archive) as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 22 - 65535))
        return b"PK\5\6" in file.read()


sys.meta_path.insert(2, CompiledFinder)
sys.path_hooks.insert(0, zip_importer)
