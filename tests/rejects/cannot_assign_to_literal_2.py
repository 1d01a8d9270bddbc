for x, y, in z: pass
for 1 in z: pass
