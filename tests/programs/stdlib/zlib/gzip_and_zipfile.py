# The modules that are built on zlib: gzip, zipfile, tarfile, shutil.
import gzip, io, os, shutil, tarfile, tempfile, zipfile

data = b"some text to compress\n" * 1000
packed = gzip.compress(data, mtime=0)
print(packed[:10], gzip.decompress(packed) == data)
try:
    gzip.decompress(packed[:-4])
except EOFError as error:
    print(error)
try:
    gzip.decompress(b"notgzip")
except OSError as error:
    print(error)
with tempfile.TemporaryDirectory() as folder:
    name = os.path.join(folder, "a.gz")
    with gzip.open(name, "wt") as file:
        file.write("line\n" * 3)
    with gzip.open(name, "rt") as file:
        print(file.readlines())
    with zipfile.ZipFile(os.path.join(folder, "a.zip"), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("one.txt", data)
        archive.writestr("dir/two.txt", "two")
    with zipfile.ZipFile(os.path.join(folder, "a.zip")) as archive:
        print(archive.namelist(), archive.read("one.txt") == data, archive.testzip(), archive.getinfo("one.txt").compress_size < len(data))
    for mode in ("gz", "bz2", "xz"):
        with tarfile.open(os.path.join(folder, "t"), "w:" + mode) as archive:
            info = tarfile.TarInfo("inside")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        with tarfile.open(os.path.join(folder, "t")) as archive:
            print(mode, archive.getnames(), archive.extractfile("inside").read() == data)
    print(shutil.get_archive_formats())
