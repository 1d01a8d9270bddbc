// Generic traversal, derived from Nodes.def. Heavier than Ast.h: include it where needed.
#pragma once
#include "compiler/ast/Ast.h"

namespace regius::ast {

// Calls `visitor(Name &node)` with the node's own type; `visitor` is an overload set or a generic
// lambda. All branches must return the same type.
template <class Visitor> decltype(auto) dispatch(Node &node, Visitor &&visitor) {
  switch (node.kind) {
#define NODE(Category, Name, PythonName, Fields)                                                   \
  case NodeKind::Name:                                                                             \
    return visitor(static_cast<Name &>(node));
#include "compiler/ast/Nodes.def"
  }
  __builtin_unreachable();
}

namespace detail {
#define CHILD(Type, name) function(static_cast<Node &>(*node.name));
#define MAYBE(Type, name)                                                                          \
  if (node.name)                                                                                   \
    function(static_cast<Node &>(*node.name));
#define LIST(Type, name)                                                                           \
  for (auto *child : node.name)                                                                    \
    if (child)                                                                                     \
      function(static_cast<Node &>(*child));
#define NEW_LIST(Type, name) LIST(Type, name)
#define VALUE(Type, name)
#define MAYBE_INT(name)
#define MAYBE_ID(name)
#define MAYBE_TEXT(name)
#define NODE(Category, Name, PythonName, Fields)                                                   \
  template <class Function> void children(Name &node, Function &function) {                        \
    (void)node;                                                                                    \
    (void)function;                                                                                \
    Fields                                                                                         \
  }
#include "compiler/ast/Nodes.def"
} // namespace detail

// Calls `function(Node &)` for each direct child, in field order; absent children are skipped.
template <class Function> void forEachChild(Node &node, Function &&function) {
  dispatch(node, [&](auto &typed) { detail::children(typed, function); });
}

// Pre-order walk of a whole subtree; `function(Node &)` returns false to skip the node's children.
// Recursion depth is the depth of the tree (see BigStack.h).
template <class Function> void walk(Node &node, Function &&function) {
  if (function(node))
    forEachChild(node, [&](Node &child) { walk(child, function); });
}

} // namespace regius::ast
