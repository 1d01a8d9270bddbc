from graphlib import CycleError, TopologicalSorter

ts = TopologicalSorter({"D": {"B", "C"}, "C": {"A"}, "B": {"A"}})
print(list(TopologicalSorter({"b": ["a"], "c": ["b"]}).static_order()))
ts.prepare()
while ts.is_active():
    ready = sorted(ts.get_ready())
    print(ready)
    ts.done(*ready)
try:
    list(TopologicalSorter({"x": ["y"], "y": ["x"]}).static_order())
except CycleError as e:
    print(e.args[0], len(e.args[1]))
t = TopologicalSorter()
t.add("n", "m")
try:
    t.get_ready()
except ValueError as e:
    print(e)
