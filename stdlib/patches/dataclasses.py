"""dataclasses without exec: the generated methods are closures over the fields.

`bound_function` gives __init__ its real signature; its body receives the bound arguments and
carries out a list of steps prepared once per class.
"""


def _tuple_str(obj_name, fields):
    return tuple([f.name for f in fields])


def _init_fn(fields, std_fields, kw_only_fields, frozen, has_post_init,
             self_name, globals, slots):
    from _regius import bound_function

    seen_default = False
    for f in std_fields:
        if f.init:
            if not (f.default is MISSING and f.default_factory is MISSING):
                seen_default = True
            elif seen_default:
                raise TypeError(f"non-default argument {f.name!r} follows default argument")

    params = [f.name for f in std_fields]
    kwonly = [f.name for f in kw_only_fields]
    position = {name: i for i, name in enumerate(params + kwonly)}

    # Each step: field name, index of its argument or -1, factory or None, constant default.
    steps = []
    for f in fields:
        index = position[f.name] if f.init else -1
        factory = f.default_factory if f.default_factory is not MISSING else None
        if f._field_type is _FIELD_INITVAR:
            continue
        if factory is None and not f.init and not (slots and f.default is not MISSING):
            continue
        steps.append((f.name, index, factory, f.default))
    init_vars = []
    if has_post_init:
        init_vars = [position[f.name] for f in fields if f._field_type is _FIELD_INITVAR]
    assign = object.__setattr__ if frozen else setattr
    factory_marker = _HAS_DEFAULT_FACTORY
    post_init = _POST_INIT_NAME

    def initialise(self, *values):
        for name, index, factory, default in steps:
            if index < 0:
                value = factory() if factory is not None else default
            else:
                value = values[index]
                if value is factory_marker and factory is not None:
                    value = factory()
            assign(self, name, value)
        if has_post_init:
            getattr(self, post_init)(*[values[i] for i in init_vars])

    def default_of(f):
        return f.default if f.default is not MISSING else factory_marker

    def has_default(f):
        return f.default is not MISSING or f.default_factory is not MISSING

    defaults = tuple([default_of(f) for f in std_fields if has_default(f)])
    kwdefaults = {f.name: default_of(f) for f in kw_only_fields if has_default(f)}
    function = bound_function("__init__", (self_name, *params), initialise, kwonly=tuple(kwonly),
                              defaults=defaults or None, kwdefaults=kwdefaults or None,
                              module=globals.get("__name__"))
    annotations = {f.name: f.type for f in (*std_fields, *kw_only_fields)}
    annotations["return"] = None
    function.__annotations__ = annotations
    return function


def _repr_fn(fields, globals):
    names = [f.name for f in fields]

    def __repr__(self):
        inner = ", ".join([f"{name}={getattr(self, name)!r}" for name in names])
        return f"{self.__class__.__qualname__}({inner})"

    return _recursive_repr(__repr__)


def _frozen_get_del_attr(cls, fields, globals):
    names = frozenset([f.name for f in fields])

    def __setattr__(self, name, value):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(cls, self).__setattr__(name, value)

    def __delattr__(self, name):
        if type(self) is cls or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(cls, self).__delattr__(name)

    return __setattr__, __delattr__


def _cmp_fn(name, op, self_tuple, other_tuple, globals):
    names = self_tuple

    def values(obj):
        return tuple([getattr(obj, n) for n in names])

    def __eq__(self, other):
        if other.__class__ is self.__class__:
            return values(self) == values(other)
        return NotImplemented

    def __lt__(self, other):
        if other.__class__ is self.__class__:
            return values(self) < values(other)
        return NotImplemented

    def __le__(self, other):
        if other.__class__ is self.__class__:
            return values(self) <= values(other)
        return NotImplemented

    def __gt__(self, other):
        if other.__class__ is self.__class__:
            return values(self) > values(other)
        return NotImplemented

    def __ge__(self, other):
        if other.__class__ is self.__class__:
            return values(self) >= values(other)
        return NotImplemented

    return {"__eq__": __eq__, "__lt__": __lt__, "__le__": __le__, "__gt__": __gt__, "__ge__": __ge__}[name]


def _hash_fn(fields, globals):
    names = [f.name for f in fields]

    def __hash__(self):
        return hash(tuple([getattr(self, name) for name in names]))

    return __hash__
