// Printing trees the way Python's `ast` module does.
#pragma once
#include "compiler/ast/Ast.h"

#include <string>

namespace regius::ast {

enum class Attributes : uint8_t { No, Yes };

// Text of ast.dump(node, include_attributes=...) in CPython 3.11; fields that 3.11 does not know
// are printed only if they are not empty.
void dump(const Node &node, std::string &out, Attributes attributes = Attributes::Yes);

// repr() of the value a literal stands for.
void appendRepr(const ConstantValue &value, std::string &out);
// repr() of a str given as WTF-8.
void appendStrRepr(std::string_view text, std::string &out);

} // namespace regius::ast
