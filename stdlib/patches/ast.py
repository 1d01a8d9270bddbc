"""ast.unparse() with the nodes that only the trees of newer syntax have."""


def unparse(ast_obj):
    import copy

    class Unparser(_Unparser):
        def traverse(self, node):
            if getattr(node, "type_params", ()) and hasattr(node, "body"):
                # def name[T](...): the parameters pass as a part of the name.
                parameters = Unparser().list_text(node.type_params)
                node = copy.copy(node)
                node.name += f"[{parameters}]"
            super().traverse(node)

        def list_text(self, nodes):
            self.interleave(lambda: self.write(", "), self.traverse, nodes)
            return "".join(self._source)

        def visit_TypeAlias(self, node):
            self.fill("type ")
            self.traverse(node.name)
            if node.type_params:
                self.write(f"[{Unparser().list_text(node.type_params)}]")
            self.write(" = ")
            self.traverse(node.value)

        def visit_TypeVar(self, node):
            self.write(node.name)
            if node.bound:
                self.write(": ")
                self.traverse(node.bound)
            self.default(node)

        def visit_TypeVarTuple(self, node):
            self.write("*" + node.name)
            self.default(node)

        def visit_ParamSpec(self, node):
            self.write("**" + node.name)
            self.default(node)

        def default(self, node):
            if node.default_value:
                self.write(" = ")
                self.traverse(node.default_value)

        def visit_TemplateStr(self, node):
            values = [value if isinstance(value, Constant)
                      else FormattedValue(value.value, value.conversion, value.format_spec) for value in node.values]
            with self.buffered() as buffer:
                self.visit_JoinedStr(JoinedStr(values))
            self.write("t" + "".join(buffer).removeprefix("f"))

    return Unparser().visit(ast_obj)
