# The bytecode of code objects is another one.
#
# Regius compiles to its own instruction set, so co_code and what derives from it (co_lnotab, dis, bytecode hacks) differ. Names,
# constants, positions and flags are as in CPython.
def function(a):
    return a + 1


code = function.__code__
print(code.co_code == bytes([151, 0, 124, 0, 100, 1, 122, 0, 0, 0, 83, 0]))
print(code.co_varnames, code.co_consts, code.co_firstlineno, list(code.co_lines())[-1][2])
