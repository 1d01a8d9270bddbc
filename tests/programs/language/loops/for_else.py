def find(items, wanted):
    for i, v in enumerate(items):
        if v == wanted:
            break
    else:
        return "missing"
    return i


print(find("abc", "b"), find("abc", "z"), find([], 1))
