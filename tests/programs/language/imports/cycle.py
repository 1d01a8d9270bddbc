import cyc_a
print(cyc_a.x, cyc_a.cyc_b.cyc_a is cyc_a)
