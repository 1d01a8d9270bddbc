import difflib

a, b = "one\ntwo\nthree\nfour\n".splitlines(True), "one\n2\nthree\nfour\nfive\n".splitlines(True)
print("".join(difflib.unified_diff(a, b, "a.txt", "b.txt")), "".join(difflib.context_diff(a, b)), "".join(difflib.ndiff(a, b)))
s = difflib.SequenceMatcher(None, "qabxcd", "abycdf")
print(s.ratio(), s.quick_ratio(), s.get_opcodes(), s.find_longest_match(), s.get_matching_blocks())
print(difflib.get_close_matches("appel", ["ape", "apple", "peach"]), list(difflib.restore(list(difflib.ndiff(a, b)), 2)) == b)
