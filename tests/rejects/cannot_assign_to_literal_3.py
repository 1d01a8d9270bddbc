for [a, 1] in z: pass
