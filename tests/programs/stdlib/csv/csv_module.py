import csv
import io

text = 'a,b,c\r\n1,"two, 2","say ""hi"""\r\n,," "\r\n"multi\nline",x,y\r\n'
for row in csv.reader(io.StringIO(text)):
    print(row)
for row in csv.DictReader(io.StringIO("n,v\nx,1\ny,2,3\nz\n"), restval="-"):
    print(row)
out = io.StringIO()
w = csv.writer(out)
w.writerow(["a", 1, 2.5, None, "x,y", 'q"q', "l\nm", ""])
w.writerows([[1], [""], ["a b"]])
print(repr(out.getvalue()))
out = io.StringIO()
d = csv.DictWriter(out, ["k", "v"], delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n")
d.writeheader()
d.writerow({"k": 1, "v": "z"})
print(out.getvalue())
print(list(csv.reader(["1,2.5,'a b'"], quotechar="'", quoting=csv.QUOTE_NONNUMERIC)))
print(list(csv.reader(["a|b\\|c"], delimiter="|", escapechar="\\")), list(csv.reader(["a, b"], skipinitialspace=True)))
csv.register_dialect("mine", delimiter=":", quotechar="'")
print(csv.list_dialects(), csv.get_dialect("mine").delimiter, list(csv.reader(["a:'b:c'"], "mine")))
csv.unregister_dialect("mine")
for f in (lambda: csv.get_dialect("mine"), lambda: csv.reader([], delimiter="ab"), lambda: csv.writer(out).writerow(5),
          lambda: list(csv.reader([b"x"])), lambda: csv.writer(out, quoting=csv.QUOTE_NONE).writerow(["a,b"]),
          lambda: list(csv.reader(['"a"b'], strict=True)), lambda: csv.reader([], bad=1)):
    try:
        f()
    except (csv.Error, TypeError) as e:
        print(type(e).__name__, e)
print(csv.field_size_limit(), csv.Sniffer().sniff("a;b;c\n1;2;3\n").delimiter, csv.excel_tab.delimiter)
