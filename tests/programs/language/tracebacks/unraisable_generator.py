import sys
def hook(u):
    print(u.exc_type.__name__, u.exc_value, u.err_msg)
sys.unraisablehook = hook
print("ok")
