// The abstract syntax tree: plain structs in an Arena, generated from Nodes.def.
//
//   switch (expr->kind) {
//   case NodeKind::BinOp: { auto *node = expr->as<BinOp>(); ... node->left, node->op ... }
#pragma once
#include "compiler/support/Array.h"
#include "compiler/support/SourceFile.h"
#include "compiler/support/StringInterner.h"

#include <cassert>
#include <cstdint>
#include <string_view>

namespace regius::ast {

enum class NodeKind : uint8_t {
#define NODE(Category, Name, PythonName, Fields) Name,
#include "compiler/ast/Nodes.def"
};
enum class BoolOperator : uint8_t {
#define BOOL_OP(Name, Text) Name,
#include "compiler/ast/Nodes.def"
};
enum class Operator : uint8_t {
#define OPERATOR(Name, Text) Name,
#include "compiler/ast/Nodes.def"
};
enum class UnaryOperator : uint8_t {
#define UNARY_OP(Name, Text) Name,
#include "compiler/ast/Nodes.def"
};
enum class CompareOperator : uint8_t {
#define COMPARE_OP(Name, Text) Name,
#include "compiler/ast/Nodes.def"
};
enum class ExprContext : uint8_t {
#define EXPR_CONTEXT(Name, Text) Name,
#include "compiler/ast/Nodes.def"
};

// Names in Python's `ast` module ("BinOp", "Add") and spellings in source ("+").
const char *nodeName(NodeKind kind);
const char *enumName(BoolOperator op);
const char *enumName(Operator op);
const char *enumName(UnaryOperator op);
const char *enumName(CompareOperator op);
const char *enumName(ExprContext context);
const char *spelling(Operator op);
const char *spelling(UnaryOperator op);
const char *spelling(CompareOperator op);

// Name in Python of a field of the table.
constexpr std::string_view fieldName(std::string_view row) {
  if (row.back() == '_')
    row.remove_suffix(1);
  return row;
}

// Optional text; data() is null when absent.
using Text = std::string_view;

enum class ConstantKind : uint8_t {
  None,
  True,
  False,
  Ellipsis,
  Int,     // integer
  BigInt,  // text: magnitude, little endian, no leading zero byte; integer < 0: a negative number
  Float,   // real
  Complex, // real, imaginary
  Str,     // text: WTF-8, i.e. UTF-8 in which '\ud800' is a three-byte sequence
  Bytes,   // text
  // Not from a source, but trees are also made by programs:
  Tuple,
  FrozenSet, // integer: how many items
  Invalid,   // no constant; text: the name of its type
};

// The value of a literal. The parser makes only non-negative numbers, a sign is a UnaryOp.
struct ConstantValue {
  ConstantKind kind = ConstantKind::None;
  union {
    int64_t integer = 0;
    double real;
  };
  union {
    double imaginary = 0;
    const ConstantValue *items;
  };
  std::string_view text;

  Array<const ConstantValue> elements() const { return {items, size_t(integer)}; }
};

#define NODE(Category, Name, PythonName, Fields) struct Name;
#include "compiler/ast/Nodes.def"

struct Node {
  NodeKind kind;

  template <class T> bool is() const { return kind == T::kKind; }
  template <class T> T *as() {
    assert(kind == T::kKind && "node is of another kind");
    return static_cast<T *>(this);
  }
  template <class T> const T *as() const {
    assert(kind == T::kKind && "node is of another kind");
    return static_cast<const T *>(this);
  }
  // Null if the node is of another kind.
  template <class T> T *dynAs() { return kind == T::kKind ? static_cast<T *>(this) : nullptr; }
  template <class T> const T *dynAs() const {
    return kind == T::kKind ? static_cast<const T *>(this) : nullptr;
  }
};

// Nodes with lineno, col_offset, end_lineno, end_col_offset.
struct Located : Node, Span {
  const Span &span() const { return *this; }
};

#define CATEGORY(Name, Base, PythonName)                                                           \
  struct Name : Base {};
#include "compiler/ast/Nodes.def"

#define CHILD(Type, name) Type *name = nullptr;
#define MAYBE(Type, name) Type *name = nullptr;
#define LIST(Type, name) Array<Type *> name;
#define NEW_LIST(Type, name) Array<Type *> name;
#define VALUE(Type, name) Type name{};
#define MAYBE_INT(name) int name = 0;
#define MAYBE_ID(name) Identifier name;
#define MAYBE_TEXT(name) Text name;
#define NODE(Category, Name, PythonName, Fields)                                                   \
  struct Name : Category {                                                                         \
    static constexpr NodeKind kKind = NodeKind::Name;                                              \
    Name() { this->kind = kKind; }                                                                 \
    Fields                                                                                         \
  };
#include "compiler/ast/Nodes.def"

} // namespace regius::ast
