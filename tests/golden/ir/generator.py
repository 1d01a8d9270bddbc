# A generator is an entry that makes the object and a resume function that switches on its state.
# IR: define weak_odr hidden i64 @__main__.count(
# IR: call i64 @rt_generator_new(
# IR: define weak_odr hidden i64 @"__main__.count$resume"(
# IR: switch i32 %state
def count(n):
    while n:
        yield n
        n -= 1
