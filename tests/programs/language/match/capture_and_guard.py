def f(x):
    match x:
        case (a, b) as pair if a > b:
            return pair
        case (a, b) if (total := a + b) > 10:
            return total
        case whole:
            return ("whole", whole)


print(f((2, 1)), f((5, 6)), f((1, 2)), f(7))
