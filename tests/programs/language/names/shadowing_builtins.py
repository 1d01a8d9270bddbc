def f():
    len = lambda x: "mine"
    return len([1])


print(f(), len([1]))
list = [1]
print(list)
del list
print(list("ab"))
import builtins
builtins.extra = 5
print(extra)
