from .. import sub as parent
depth = 3
