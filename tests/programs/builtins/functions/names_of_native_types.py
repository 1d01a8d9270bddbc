# Messages name types of native modules with their module.
import _queue, collections, functools, itertools, _random, array, re, _struct
import contextvars, _thread
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
for o in _queue.SimpleQueue(), collections.deque(), collections.defaultdict(), functools.partial(int), itertools.count(), _random.Random(), array.array('i'), re.compile('a'), _struct.Struct('i'), contextvars.ContextVar('a'), contextvars.Context(), _thread.allocate_lock():
    m = [k for k in dir(o) if not k.startswith('__') and callable(getattr(o,k))][:1]
    print(m, repr(getattr(o, m[0])).split(' at ')[0] if m else None)
    t(lambda: o.nope); t(lambda: o + 1); t(lambda: setattr(o, 'nope', 1)); t(lambda: len(o) if not hasattr(o,'__len__') else 0); t(lambda: o[1,2]); t(lambda: hash(o) and 0)
    t(lambda: o())
    print(object.__repr__(o).split(' at ')[0])
