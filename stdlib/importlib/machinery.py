"""importlib.machinery: specs, suffixes and the loaders that modules name in __loader__."""

import sys

ModuleSpec = type(sys.__spec__)
BuiltinImporter = sys.__loader__ if isinstance(sys.__loader__, type) else type(sys.__loader__)

SOURCE_SUFFIXES = [".py"]
DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES = [".pyc"]
EXTENSION_SUFFIXES = []


class FrozenImporter:
    """Finder of frozen modules; there are none."""

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        return None


class _FileLoader:
    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def get_filename(self, name=None):
        return self.path

    def get_data(self, path):
        with open(path, "rb") as file:
            return file.read()

    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        raise NotImplementedError("loading modules from files is not available in compiled programs")


class SourceFileLoader(_FileLoader):
    """Loader of Python source files."""

    def get_source(self, fullname):
        import tokenize
        with tokenize.open(self.path) as file:
            return file.read()


class SourcelessFileLoader(_FileLoader):
    """Loader of bytecode files."""


class ExtensionFileLoader(_FileLoader):
    """Loader of extension modules."""


class PathFinder:
    """Finder of modules on sys.path; compiled programs hold all their modules."""

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        from importlib.util import find_spec
        return find_spec(fullname)

    @staticmethod
    def invalidate_caches():
        pass


class FileFinder:
    """Finder of modules in one folder."""

    def __init__(self, path, *loader_details):
        self.path = path or "."

    def find_spec(self, fullname, target=None):
        return None

    def invalidate_caches(self):
        pass


WindowsRegistryFinder = FrozenImporter


def all_suffixes():
    """Returns a list of all recognized module suffixes for this process"""
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES
