a = (1,
  # comment
     2)
b = 1 + \
    2
if a: \
  b
	# tab comment
c = '''x
y''' + z
