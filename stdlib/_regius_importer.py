"""Lets importlib find the modules that are compiled into the program.

They look like modules loaded from their source files, whose code needs no compiling. A second copy of a
module (after its removal from sys.modules) is loaded from the source, since the compiled functions belong to
the first one.
"""

import _imp
import sys
from _frozen_importlib_external import SourceFileLoader, spec_from_file_location


class CompiledFinder:
    """Finder of the modules of the program."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        found = _imp.find_compiled(name, target)
        if found is None:
            return None
        file, is_package, code = found
        loader = SourceFileLoader(name, file)
        loader.get_code = lambda fullname: code
        locations = [file.rpartition("/")[0]] if is_package else None
        return spec_from_file_location(name, file, loader=loader, submodule_search_locations=locations)


sys.meta_path.insert(2, CompiledFinder)
