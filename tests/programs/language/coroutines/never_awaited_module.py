# The module `warnings` words the warning about coroutines that were never awaited.
import gc
import sys
import warnings

async def forgotten():
    pass

def create():
    forgotten()

def collect():
    for _ in range(3):
        gc.collect()

said = []
original = warnings._warn_unawaited_coroutine
warnings._warn_unawaited_coroutine = lambda coroutine: said.append(coroutine.__name__)
create()
collect()
print(said)

def shown(function):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        function()
        collect()
    print([str(warning.message) for warning in caught])

warnings._warn_unawaited_coroutine = lambda coroutine: 1 / 0
sys.unraisablehook = lambda problem: print(problem.exc_type.__name__)
shown(create)
del warnings._warn_unawaited_coroutine
shown(create)
warnings._warn_unawaited_coroutine = original

sys.set_coroutine_origin_tracking_depth(1)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    create()
    collect()
for warning in caught:
    print([line.strip().split(", ")[-1] for line in str(warning.message).splitlines()])
