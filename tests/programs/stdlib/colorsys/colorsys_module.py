import colorsys

for f, g in ((colorsys.rgb_to_hsv, colorsys.hsv_to_rgb), (colorsys.rgb_to_hls, colorsys.hls_to_rgb), (colorsys.rgb_to_yiq, colorsys.yiq_to_rgb)):
    for c in ((0.2, 0.4, 0.4), (1.0, 0.5, 0.25), (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)):
        v = f(*c)
        print([round(x, 6) for x in v], [round(x, 6) for x in g(*v)])
