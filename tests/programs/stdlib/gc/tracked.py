# gc.is_tracked: containers with any other container in them, but tuples of atomic things.
import gc


class Plain:
    pass


for value in (1, "a", (), (1, "a"), ((1,),), ([],), ({},), (Plain(),), (int,), (Plain,), [], {}, {1: 2}, {1: {}}, {1: []},
              {1: (2,)}, {1: int}, {(1, 2): 3}, {1: Plain()}, ((({},),),), int, Plain, len, Plain()):
    gc.collect()  # CPython finds out about tuples when it collects
    print(type(value).__name__, gc.is_tracked(value))
