import cyc_b
x = 1
