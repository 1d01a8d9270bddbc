match p:
    case Point(x=0, y=y): a(y)
    case Line(Point(x, _), end) if x: b(end)
