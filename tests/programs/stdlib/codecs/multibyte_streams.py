# StreamReader and StreamWriter of multibyte codecs, and text files.
import codecs
import io
import os
import tempfile

DATA = "\u4e00\u4e8c\n\u4e09x\n".encode("gbk")
for size in (None, -1, 0, 1, 2, 3, 5):
    reader = codecs.getreader("gbk")(io.BytesIO(DATA))
    print(size, ascii([reader.read(size) for _ in range(4)]))
reader = codecs.getreader("gbk")(io.BytesIO(DATA))
print(ascii(reader.readline()), ascii(reader.readlines()), ascii(reader.readlines()))
print(ascii(list(codecs.getreader("gbk")(io.BytesIO(DATA)))))
reader = codecs.getreader("cp932")(io.BytesIO(b"\x81\x40\x81"), "replace")
print(ascii(reader.read()), reader.errors, type(reader.stream).__name__)
out = io.BytesIO()
writer = codecs.getwriter("euc_jis_2004")(out)
writer.write("\u3042\u304b")
print(out.getvalue())
writer.writelines(["\u309a", "b", "\u304b"])
writer.reset()
print(out.getvalue())
for call in (lambda: codecs.getreader("gbk")(), lambda: codecs.getreader("gbk")(3).read(),
             lambda: codecs.getreader("gbk")(io.StringIO("a")).read(), lambda: reader.read("x"), lambda: writer.writelines(3)):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, e)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "text")
    for encoding in ("iso2022_jp", "shift-jis", "EUC-JP", "hz"):
        with open(path, "w", encoding=encoding) as file:
            file.write("\u4e00\n" * 3)
            file.write("\u3042x")
        with open(path, "rb") as file:
            print(file.read())
        with open(path, encoding=encoding) as file:
            print(ascii(file.readline()), ascii(file.read(2)), end=" ")
            place = file.tell()
            print(ascii(file.read()), end=" ")
            file.seek(place)
            print(ascii(file.read()))
