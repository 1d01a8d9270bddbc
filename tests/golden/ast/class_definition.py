@d
@e.f(g)
class A(B, metaclass=C, *D, **E):
    x = 1
class F: pass
class G(): ...
