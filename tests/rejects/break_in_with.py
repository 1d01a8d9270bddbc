with object() as o:
    break
