def f x
