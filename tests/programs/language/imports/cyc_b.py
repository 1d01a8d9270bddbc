import cyc_a
print("partial has x:", hasattr(cyc_a, "x"))
try:
    from cyc_a import x
except ImportError as e:
    print(str(e).split(" (")[0])
    print(e.name)
