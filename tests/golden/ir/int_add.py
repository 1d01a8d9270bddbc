# Addition: tagged ints inline with an overflow test, the runtime function on the slow path.
# IR: define weak_odr hidden i64 @__main__.add(ptr %thread, ptr %function, i64 %0, i64 %1)
# IR: @llvm.sadd.with.overflow.i64
# IR: call i64 @rt_binary_add(
# IR-NOT: @rt_fast_
def add(a, b):
    return a + b
