f() : int = 1
