values = [0, 1, -1, 5, -6, 2**63, -2**63, 2**64 - 1, -2**100 + 12345, 0x1234567890abcdef1234567890]
for a in values:
    print(~a, [a & b for b in values], [a | b for b in values], [a ^ b for b in values])
