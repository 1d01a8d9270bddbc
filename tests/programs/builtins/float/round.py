def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1e16, 123456.789, 1e300):
    print(round(x), [round(x, n) for n in (0, 1, 2, -1, -2, -5, 400, -400)])
attempt(lambda: round(float('nan')))
attempt(lambda: round(float('inf')))
attempt(lambda: round(1.7976931348623157e308, -308))
print(round(float('nan'), 2), round(float('inf'), -2), round(2.5, None))
