# numeric: floats only
def mandelbrot(size, limit):
    inside = 0
    for row in range(size):
        ci = 2.0 * row / size - 1.0
        for col in range(size):
            cr = 2.0 * col / size - 1.5
            zr = zi = 0.0
            for _ in range(limit):
                tr = zr * zr - zi * zi + cr
                zi = 2.0 * zr * zi + ci
                zr = tr
                if zr * zr + zi * zi > 4.0:
                    break
            else:
                inside += 1
    return inside


print(mandelbrot(400, 80))
