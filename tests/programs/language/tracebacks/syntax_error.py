raise SyntaxError("bad thing", ("other.py", 3, 5, "  x = = 1\n", 3, 6))
