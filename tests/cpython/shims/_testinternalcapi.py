"""Stands for CPython's module of the same name in CPython's own tests, as far as they use it for other
things than CPython's internals. Never part of a program that Regius makes for somebody."""
import sys

SIZEOF_PYGC_HEAD = 16


def get_config():
    """The parts of the configuration that test.support asks for."""
    return {"code_debug_ranges": 1, "optimization_level": sys.flags.optimize}


def get_recursion_depth():
    depth, frame = 0, sys._getframe(1)
    while frame:
        depth, frame = depth + 1, frame.f_back
    return depth
