def f
 pass
