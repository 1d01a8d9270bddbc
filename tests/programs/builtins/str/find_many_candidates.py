text = "ab" * 5000 + "abb" + "a" * 5000
print(text.find("abb"), text.count("ab"), text.count("aba"), text.rfind("bb"), text.find("b" * 20), text.find("a" * 30 + "b"))
print(len(text.replace("ab", "xyz")), text.replace("ab", "")[:3], text.replace("abb", "-", 1).count("-"))
