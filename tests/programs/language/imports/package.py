import pkg.sub.deep
print(pkg.name, pkg.sub.deep.depth, pkg.mod.thing, pkg.renamed, pkg.sub.deep.parent is pkg.sub)
from pkg.sub import *
print(listed, deep.depth, "hidden" in globals())
import pkg.mod as m
print(m.__name__, m.__package__, pkg.__package__, pkg.sub.__name__)
from pkg import mod, name
print(mod is m, name)
