for name, args in (("len", ()), ("len", (1, 2)), ("abs", (1, 2)), ("isinstance", (1,)), ("getattr", (1,)), ("id", ()), ("callable", ()), ("chr", ()), ("hash", (1, 2)),
                   ("repr", (1, 2)), ("all", ()), ("next", ()), ("input", (1, 2)), ("round", (1, 2, 3)), ("sum", ()), ("iter", (1, 2, 3)), ("hasattr", (1,))):
    import builtins
    try:
        getattr(builtins, name)(*args)
        print(name, "no error")
    except TypeError as e:
        print(e)
