import re

spec = [("NUM", r"\d+(?:\.\d*)?"), ("ID", r"[A-Za-z_]\w*"), ("OP", r"[+\-*/=()]"), ("SKIP", r"\s+")]
p = re.compile("|".join(f"(?P<{n}>{r})" for n, r in spec))
print([(m.lastgroup, m.group()) for m in p.finditer("x1 = 3.5 * (y - 2)") if m.lastgroup != "SKIP"])
