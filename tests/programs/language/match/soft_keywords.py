match = 1
case = [match]
type = "t"
_ = 5
print(match, case, type, _)


def match_(case):
    return case


print(match_(case=3))
match (match, case):
    case (1, [x]):
        print("x", x)
