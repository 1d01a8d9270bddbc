a b
'x
