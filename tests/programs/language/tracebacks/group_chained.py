try:
    raise ExceptionGroup("first", [ValueError(1)])
except ExceptionGroup as e:
    raise RuntimeError("second") from e
