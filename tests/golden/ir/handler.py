# An exception goes to the handler by a branch: no table, no unwinding.
# IR: define weak_odr hidden i64 @__main__.f(
# IR: call void @rt_traceback_here(
# IR: call i32 @rt_check_exc_match(
# IR-NOT: landingpad
def f(d, k):
    try:
        return d[k]
    except KeyError:
        return None
