import sys
for i in range(2):
    try:
        import raises
    except ValueError as e:
        print(e, "raises" in sys.modules)
