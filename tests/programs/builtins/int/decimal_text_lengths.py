# int() of decimal texts of many lengths, also with zeros in front, signs, underscores and wrong characters.
total = 0
for length in list(range(1, 120)) + [303, 304, 305, 399, 400, 455, 456, 457, 460, 912, 1000, 2000]:
    for digits in ("1234567890987654321", "9", "10000000000000000000", "0000000000000000000000007"):
        text = (digits * (length // len(digits) + 1))[:length]
        expected = 0
        for c in text:
            expected = expected * 10 + ord(c) - 48
        if not (int(text) == int("-" + text) * -1 == int(" +" + text + "\n") == int(text.encode()) == expected):
            print("differs", length, digits)
        total += expected % 1000003
        if int(text[:1] + "_" + text[1:] if length > 1 else text) != expected:
            print("differs with underscore", length, digits)
        for at in {0, length // 2, length - 1}:
            for c in "/:a \x80":
                wrong = text[:at] + c + text[at + 1:]
                try:
                    value = int(wrong)
                except ValueError:
                    continue
                if wrong.strip() != text.replace(text[at], "", 1) and value != int(wrong.strip()):
                    print("accepted", wrong)
print(total)
