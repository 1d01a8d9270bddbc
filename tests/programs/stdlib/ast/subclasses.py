# Nodes of subclasses, and objects that only claim to be nodes, compile.
import ast


class MyName(ast.Name):
    _fields = ("ctx", "id", "extra")


class Load2(ast.Load):
    pass


node = MyName(Load2(), "value", None, lineno=1, col_offset=0)
print(eval(compile(ast.Expression(node), "<s>", "eval"), {"value": 7}))


class Computed(ast.Constant):
    @property
    def value(self):
        return "computed"


print(eval(compile(ast.Expression(Computed(lineno=1, col_offset=0)), "<s>", "eval")))


class Failing(ast.Constant):
    @property
    def value(self):
        raise KeyError("no value")


try:
    compile(ast.Expression(Failing(lineno=1, col_offset=0)), "<s>", "eval")
except KeyError as error:
    print(repr(error))
print(compile(node, "<s>", "exec", ast.PyCF_ONLY_AST) is node)


class OldNumber(ast.Num): # whose __new__ hands its arguments on
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.more = "more"


print(OldNumber(42).n, OldNumber(n=42).more, ast.AST.__new__(ast.Name, 1, 2, x=3)._fields)
