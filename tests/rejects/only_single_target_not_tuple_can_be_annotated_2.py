a,b: int
