def f():
    try:
        a()
    except A as e:
        b(e)
    except (B, C):
        raise
    except:
        return 1
    else:
        c()
