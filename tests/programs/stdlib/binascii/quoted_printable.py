# a2b_qp and b2a_qp.
from binascii import a2b_qp, b2a_qp

for data in (b"", b"abc", b"a=b", b"a b ", b"a\tb\t", b"x" * 100, b"\xff" * 40, b"a\nb\r\nc\r d", b".", b".\n", b"\n.\n", b".a", b" \n", b"\t\r\n",
             b"a \r\nb", b"_", b"\0\x7f\x80", b"x" * 75 + b" ", b"x" * 76 + b"\n", b"x" * 73 + b"\xff\xff", b"a\rb", b"x" * 75 + b"\r\n" + b"y" * 76 + b"\r\n"):
    for options in {}, {"quotetabs": True}, {"istext": False}, {"header": True}:
        encoded = b2a_qp(data, **options)
        print(encoded, a2b_qp(encoded, header=options.get("header", False)) == data)
for data in (b"a=\nb", b"a=\r\nb", b"a=", b"a=3", b"a=zz", b"a==3D", b"a_b", b"= \nb", b"=\r", b"a=4z", b"=ff=FF=fF", "a=3D", b"====", b"=3\n"):
    print(a2b_qp(data), a2b_qp(data, header=True))
for function, args in ((a2b_qp, (5,)), (b2a_qp, ("a",)), (a2b_qp, ("\u0100",)), (b2a_qp, ())):
    try:
        function(*args)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
