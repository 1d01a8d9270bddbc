#!/usr/bin/env python3
# vim: set fileencoding=latin-1 :
print(ascii("é"))
raise ValueError("é", 1)
