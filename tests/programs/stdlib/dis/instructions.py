# The instructions of code: those that CPython has go by its names, with names, constants, places and lines.
import dis

def add(first, second):
    total = first + second
    return total.real

instructions = list(dis.get_instructions(add))
print([i.opname for i in instructions])
print([(i.argval, i.argrepr) for i in instructions if i.opname in ("LOAD_FAST", "STORE_FAST", "BINARY_OP", "LOAD_ATTR")])
print([i.starts_line - add.__code__.co_firstlineno for i in instructions if i.starts_line])
print(instructions[0].positions.col_offset, instructions[3].positions[2:])

code = compile("while a < b:\n    if not c: break\n", "file", "exec")
targets = {i.argval for i in dis.get_instructions(code) if "JUMP" in i.opname}
print(targets <= {i.offset for i in dis.get_instructions(code) if i.is_jump_target})

def lines(code):
    return sorted({line - code.co_firstlineno for start, end, line in code.co_lines() if line is not None})

def nothing():
    "only a docstring"

def returns():
    (
        print()
    )

print(lines(nothing.__code__), lines(compile("\n\nx", "file", "exec")))
print(lines(returns.__code__))
print(add.__code__._varname_from_oparg(1), type(add.__code__.co_exceptiontable), type(add.__code__.co_linetable))
