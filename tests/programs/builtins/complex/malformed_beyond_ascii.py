# Behind a character that no number has, nothing is looked at: neither underscores nor null characters.
for text in ("1_é", "é_", "_é", "1é_2", "  3.0|été     |_", "é\0", "1_", "\u0661_\u0662", "\u0661__2"):
    for kind in complex, float, int:
        try:
            print(ascii(text), kind(text))
        except ValueError as e:
            print(ascii(text), ascii(str(e)))
