from __future__ import annotations
x: Dict[str,"int"] = {}
def f(a: (undefined)+1, *b: not c, d: lambda x: x=1) -> List[int]|None: pass
class C:
    y: Callable[[int],  str]
print(__annotations__, f.__annotations__, C.__annotations__)
