# Decoding in parts waits for the whole of a surrogate, and UTF-7 for the end of its base64 runs.
import codecs

for encode, decode in ((codecs.utf_8_encode, codecs.utf_8_decode), (codecs.utf_7_encode, codecs.utf_7_decode),
                       (codecs.utf_16_le_encode, codecs.utf_16_le_decode)):
    for text in ("\ud901", "\udc02", "a\u20acb\U00010400c"):
        data = encode(text, "surrogatepass")[0]
        for i in range(1, len(data)):
            first, used = decode(data[:i], "surrogatepass", False)
            print(i, used, ascii(first), ascii(decode(data[used:], "surrogatepass", True)))
for data in (b"a+2AE\xffb", b"a+2AE", b"a+2AEA-b", b"a+IKzYAQ\xffb", b"a+IKwgrNgB", b"a+IKw-b\xff", b"+IKwgrNgB-"):
    print(ascii(data.decode("utf-7", "replace")), ascii(data.decode("utf-7", "ignore")))
for data in (b"\xed\xa0", b"\xed\xa0\x80", b"\xed"):
    try:
        data.decode()
    except UnicodeDecodeError as error:
        print(error)
    print(codecs.utf_8_decode(data, "strict", False) if len(data) < 3 else "")
