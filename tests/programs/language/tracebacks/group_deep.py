e = ValueError("leaf")
for i in range(13):
    e = ExceptionGroup(str(i), [e])
raise e
