# Sources in bytes that their encoding does not allow.
for source in (b"# coding: ascii\n\xe2\x80\xa6", b"x\n# coding: ascii\n'\xe2'", b"# coding: ascii\nx='\xe2'\n", b"x='\xe2'\n",
               b"\n\n\n#\xe2\n", b"# coding: utf-8\n#\xe2\n", b"\xef\xbb\xbf# coding: latin-1\nx", b"# coding: us-ascii\n\xe9",
               b"# coding: utf-16\nx", b"# coding: rot13\nx", b"# coding: latin1\n#\xe9\nx=(", b"# coding: iso-8859-15\nx='\xe9' +",
               b"# coding: utf-8-sig\n\xef\xbb\xbfx='\xe9' +", b"# coding: cp1252\nx='\x81' +"):
    try:
        compile(source, "f", "exec")
        print(source, "compiled")
    except (SyntaxError, UnicodeError, LookupError) as error:
        print(source, type(error).__name__, ascii(error.args))
