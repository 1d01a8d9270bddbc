"""Makes programs: the text of one from its seed, and batches of them, each a module of one program."""
import os

from . import classes, exceptions, functions, kernels, library, patterns, references, statements, tasks
from .writer import Writer

IMPORTS = """import bisect, builtins, collections, contextlib, copy, dataclasses, enum, functools, heapq, itertools, json, math, operator
import re, string, struct, sys, textwrap, traceback, typing
from support import *
"""
TABLES = (statements, functions, exceptions, classes, patterns, kernels, library, tasks, references)
SHALLOW = {statements.assign, statements.reassign, statements.augment, statements.mutate, statements.show, statements.risky,
    statements.unpack,
           statements.walrus, statements.leave}


def program(seed):
    """The source of the program of that seed; always one that compiles."""
    for attempt in range(50):
        text = draft(seed * 50 + attempt)
        try:
            compile(text, "program", "exec")
        except (SyntaxError, ValueError):
            continue
        return text
    raise RuntimeError(f"seed {seed} gives nothing that compiles")


def draft(seed):
    w = Writer(seed)
    rows = [row for table in TABLES for row in table.STATEMENTS]
    # Each program stresses some statements: few kinds in depth find more than all of them at once.
    favoured = w.random.sample(range(len(rows)), 6)
    w.functions_of_statements = [function for _, function in rows]
    w.weights = [weight * (5 if position in favoured else 1) for position, (weight, _) in enumerate(rows)]
    w.shallow = SHALLOW
    def main():
        for _ in range(w.number(1, 4)):
            statements.statement(w)
    for _ in range(w.number(0, 2)):
        statements.statement(w)
    w.lines.append("")
    name = "main"
    w.function(f"def {name}():", main, "plain")
    return IMPORTS + "\n".join(w.lines) + "\n"


def write_batch(folder, seeds, texts=None):
    """A main module that runs the part of each seed, from the one its argument says; parts are modules of their own.

    Their sources are made from the seeds, unless [texts] has them."""
    os.makedirs(folder, exist_ok=True)
    lines = ["import sys", "import support", ""]
    for seed in seeds:
        name = f"part_{seed}"
        with open(os.path.join(folder, name + ".py"), "w", encoding="utf-8") as file:
            file.write(texts[seed] if texts else program(seed))
        lines += [f"def run_{seed}():", f"    import {name}", f"    {name}.main()", ""]
    lines += ["parts = [" + ", ".join(f"('{seed}', run_{seed})" for seed in seeds) + "]",
              "for name, run in parts[int(sys.argv[1]):]:",
              "    support.start(name)",
              "    if name != parts[-1][0]:",
              "        try:",
              "            run()",
              "        except BaseException as error:",
              "            sys.excepthook(type(error), error, error.__traceback__)",
              "    else:  # what it raises ends the program",
              "        run()",
              ""]
    with open(os.path.join(folder, "main.py"), "w", encoding="utf-8") as file:
        file.write("\n".join(lines))
    with open(os.path.join(os.path.dirname(__file__), "support.py"), encoding="utf-8") as source:
        with open(os.path.join(folder, "support.py"), "w", encoding="utf-8") as file:
            file.write(source.read())
