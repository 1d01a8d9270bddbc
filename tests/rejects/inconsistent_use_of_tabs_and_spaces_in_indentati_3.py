def f():
        x
	y
