out = []
for i in range(3):
    try:
        if i == 1:
            continue
        for j in range(5):
            try:
                if j == 2:
                    break
            finally:
                out.append(("inner", i, j))
    finally:
        out.append(("outer", i))
print(out)
