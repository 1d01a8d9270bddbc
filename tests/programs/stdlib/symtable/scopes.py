# The library's symtable over a module with classes, closures and comprehensions.
import symtable

source = '''
import a.b as q, c
glob: int = 4
class C(Base, metaclass=M):
    __priv = 1
    def m(self, __p, *args, k=1, **kw):
        global g2
        kept = 1
        def inner(z):
            nonlocal kept
            kept = z
            return __class__, self, super()
        return [i for i in args if (w := i)], lambda t: t + k
async def f():
    async for x in y: yield x
{a: b for a in b}
'''


def show(table, depth=0):
    print(" " * depth + f"{table.get_type()} {table.get_name()} {table.get_lineno()} {table.is_nested()} "
          f"{table.is_optimized()} {table.has_children()}")
    if table.get_type() == "function":
        print(" " * depth, table.get_parameters(), table.get_locals(), table.get_globals(), table.get_frees(),
              table.get_nonlocals())
    if table.get_type() == "class":
        print(" " * depth, table.get_methods())
    for symbol in table.get_symbols():
        print(" " * depth, symbol, symbol.is_referenced(), symbol.is_parameter(), symbol.is_global(),
              symbol.is_declared_global(), symbol.is_local(), symbol.is_free(), symbol.is_imported(),
              symbol.is_assigned(), symbol.is_namespace(), symbol.is_annotated(), symbol.is_nonlocal())
    for child in table.get_children():
        show(child, depth + 2)


top = symtable.symtable(source, "<scopes>", "exec")
show(top)
print(top, top.lookup("C").get_namespace(), top.get_children()[0])
