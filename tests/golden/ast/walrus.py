(a := 1)
[a := 1, b]
{a := 1}
if a := b: pass
while (a := b): pass
x = (y := 1, 2)
