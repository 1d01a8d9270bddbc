if a:
	b
	# comment

	if c:
	  d
e = (1,
  2)
f \
  = g
