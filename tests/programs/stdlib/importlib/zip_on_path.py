# Modules and packages in a zip file on sys.path.
import os
import sys
import tempfile
import zipfile

with tempfile.TemporaryDirectory() as folder:
    archive = os.path.join(folder, "modules.zip")
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("zipped_module.py", "value = __file__[len(__loader__.archive):]\n")
        file.writestr("zipped_package/__init__.py", "from . import inner\n")
        file.writestr("zipped_package/inner.py", "value = __package__\n")
    plain = os.path.join(folder, "no_archive.zip")
    with open(plain, "w") as file:
        file.write("text")
    sys.path[:0] = [plain, archive, os.path.join(archive, "zipped_package")]
    exec("import zipped_module, zipped_package, inner")
    print(zipped_module.value, type(zipped_module.__loader__).__name__, zipped_package.inner.value, repr(inner.value))
    try:
        exec("import zipped_missing")
    except ImportError as error:
        print(error)
