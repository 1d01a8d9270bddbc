# Carets of a SyntaxError stay within its line.
import sys

sys.stderr = sys.stdout
for text in ("abcdefg", "abcdefg\n", "  abc \n"):
    for place in ((2, 100), (2, 3), (8, 100), (20, 30), (0, 5), (0, 0), (3, 0), (5, 2), (7, 8)):
        error = SyntaxError("bad", ("bad.py", 1, place[0], text, 1, place[1]))
        sys.__excepthook__(SyntaxError, error, None)
