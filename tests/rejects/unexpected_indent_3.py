if x:

 a
  b
