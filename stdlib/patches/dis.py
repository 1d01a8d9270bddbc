"""dis for Regius's own bytecode (compiler/bytecode/Opcodes.def): its instructions come from the code object itself, not
from bytes. Offsets count two bytes for each instruction, as those of co_lines() and tb_lasti do."""


def _get_code_array(co, adaptive):
    from _bytecode import instructions

    items = instructions(co)
    array = type("code", (bytes,), {})(2 * len(items))
    array.items = items
    return array


def _get_instructions_bytes(code, varname_from_oparg=None, names=None, co_consts=None, linestarts=None, line_offset=0,
                            exception_entries=(), co_positions=None, show_caches=False):
    items = getattr(code, "items", None)
    if items is None:
        raise TypeError("Regius disassembles code objects, not bytes")
    co_positions = co_positions or iter(())
    labels = {2 * meaning for _, _, kind, meaning in items if kind == "jump"}
    labels.update(entry[2] for entry in exception_entries)
    for i, (name, arg, kind, meaning) in enumerate(items):
        starts_line = linestarts.get(2 * i) if linestarts is not None else None
        if starts_line is not None:
            starts_line += line_offset
        argval, argrepr = arg, ""
        if kind == "const":
            argval, argrepr = (UNKNOWN, "") if co_consts is None else (co_consts[arg], repr(co_consts[arg]))
        elif kind == "name":
            argval = argrepr = meaning
        elif kind == "jump":
            argval, argrepr = 2 * meaning, f"to {2 * meaning}"
        elif kind == "symbol":
            argrepr = meaning
            if name == "COMPARE_OP":
                argval = meaning
        yield Instruction(name, opmap.get(name, -1), arg, argval, argrepr, 2 * i, starts_line, 2 * i in labels,
                          Positions(*next(co_positions, ())))
