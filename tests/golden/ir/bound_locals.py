# No test for an unbound local where every way assigns it; one where a way does not.
# IR-NOT: unbound1
# IR: define weak_odr hidden i64 @__main__.f(
# IR: call void @rt_raise_unbound(
def f(a):
    if a:
        x = 1
        y = x
    else:
        y = 2
    return y, x
