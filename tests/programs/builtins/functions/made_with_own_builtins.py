# A function that code with its own builtins makes of a code object has those builtins, unless its globals say otherwise.
code = """
def first(): pass
second = type(first)(first.__code__, {})
third = type(first)(first.__code__, {"__builtins__": {"only": 1}})
"""
mine = {"None": None}
space = {"type": type, "__builtins__": mine}
exec(code, space)
print(space["first"].__builtins__ is mine, space["second"].__builtins__ is mine, space["third"].__builtins__)
print("__builtins__" in space["second"].__globals__)

def plain(text):
    return len(text)
print(type(plain)(plain.__code__, {})("abc"))
