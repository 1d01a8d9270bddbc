"""Weak references: what dies is collected before the program looks, since only CPython notices at once."""
MAKE = ("weakref.ref({0})", "weakref.ref({0}, lambda r: print('died', r() is None))", "weakref.proxy({0})", "weakref.WeakMethod({0}.show)",
        "weakref.WeakSet([{0}])", "weakref.WeakValueDictionary({{'k': {0}}})", "weakref.WeakKeyDictionary({{{0}: $int}})", "weakref.finalize({0}, print, 'finalised', $int)")
# What a reference answers, before and after the death.
ASK = {"ref": ("print({0}() is None)", "print({0}().value if {0}() else None)", "print({0} == weakref.ref(Kept(1)))", "print(type({0}).__name__, callable({0}))"),
       "proxy": ("print({0}.value)", "{0}.value = $int", "print(bool({0}))", "print({0}.show())", "print({0} == {0})", "print({0}.missing)"),
       "WeakMethod": ("print({0}() is None)", "print({0}()())"),
       "WeakSet": ("print(len({0}), [o.value for o in {0}])", "{0}.add(Kept($int)); gc.collect(); print(len({0}))", "print({0}.pop().value)"),
       "WeakValueDictionary": ("print(sorted({0}), len({0}))", "print({0}['k'].value)", "print({0}.get('k') is None, 'k' in {0})", "print({0}.setdefault('k', None))"),
       "WeakKeyDictionary": ("print(sorted({0}.values()), len({0}))", "print([k.value for k in {0}])"),
       "finalize": ("print({0}.alive)", "print({0}.peek() is None)", "print({0}())", "print({0}.detach() is None)")}
KILL = ("{0}.clear()", "{0}.pop()", "{0}[0] = None", "del {0}[:]", "{0} = []", "{0}.append({0}); {0}[0] = None",
        "{0}[0].other = {0}[0]; {0}.clear()", "{0}[0].other = {0}; {0} = []")


def weak(w):
    """An object in a list; references to it that are asked before and after it is taken out."""
    if w.frame.loops or w.depth > 1 or w.frame.style == "class" or w.frame.outer is not None and w.indent > 2:
        return
    function, held, error = w.fresh("weak"), w.fresh("held"), w.fresh("e")
    made = [(w.fresh("r"), w.pick(MAKE)) for _ in range(w.number(1, 3))]
    def ask(text):
        w.block("try:", w.line, text)
        w.block(f"except Exception as {error}:", w.line, f"print(type({error}).__name__, {error})")
    def asked():
        for name, row in made:
            if w.chance(80):
                kind = row.split("(")[0].split(".")[1]
                ask(w.fill(w.pick(ASK[kind]).format(name), 0))
    def inside():
        w.line("import gc, weakref")
        w.line(f"{held} = [{w.pick(('Kept', 'Dying', 'Reborn'))}({w.expression('int', 0)})]")
        for name, row in made:
            w.line(f"{name} = {w.fill(row.format(held + '[0]'), 0)}")
        asked()
        w.line(w.pick(KILL).format(held))
        for _ in range(w.number(1, 2)):
            w.line("gc.collect()")
        asked()
        w.line("reborn.clear()")
        w.line("gc.collect()")
        if w.chance(50):
            asked()
    w.function(f"def {function}():", inside, "fixed")
    w.line(f"{function}()")


STATEMENTS = [(4, weak)]
