for a, b in c, d:
    break
else:
    continue_
while a:
    continue
else:
    b
if a:
    b
elif c:
    d
elif e:
    f
else:
    g
if a: b; c;
for x in *a, b: pass
