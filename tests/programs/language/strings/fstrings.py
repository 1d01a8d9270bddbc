x, name = 3.14159, "Ann"
print(f"{x:.2f}|{name:>6}|{name!r}|{x = :.1f}|{{}}|{name!s:*^7}|{1 + 1}")
w = 10
print(f"{x:{w}.{2}f}|{'nested ' + f'{w}'}|{[i for i in range(3)]}|{ {'a': 1}['a']}")
print(f"{name=}", f"{name = }", f"{w=:>5}", rf"\d{w}", f'{"quotes"}', f"{w:#x} {w:08b} {1e10:,} {12345678:_}")
print(f"a" "b" f"{w}" "c")
