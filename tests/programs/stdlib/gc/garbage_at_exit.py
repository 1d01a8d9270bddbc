# gc.garbage that is not empty at the end: a warning, when asked for, and the list with DEBUG_UNCOLLECTABLE.
import gc

gc.garbage.append(["left"])
gc.garbage.append("too")
gc.set_debug(gc.DEBUG_UNCOLLECTABLE)
raise SystemExit(1)
