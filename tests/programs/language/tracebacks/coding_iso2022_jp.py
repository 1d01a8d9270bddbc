# coding: iso-2022-jp
text = "日本"
print(ascii(text), text.undefined)
