// The classes of Python's `ast` module, made from the compiler's node table (compiler/ast/Nodes.def) in
// CPython 3.11's shapes. What the table has beyond 3.11 gets its classes, which no module exports, with the first
// tree of a source that has the newer syntax.
#pragma once

#include "compiler/ast/Ast.h"
#include "runtime-lib/objects/Objects.h"

#include <type_traits>

namespace rt {

enum class AstCategory : uint8_t {
#define CATEGORY(Name, Base, PythonName) Name,
#define ENUMERATION(Type, PythonName) Type,
#include "compiler/ast/Nodes.def"
  None, // of arguments, comprehension and the like
};
inline constexpr size_t kAstCategoryCount = static_cast<size_t>(AstCategory::None);
inline constexpr size_t kAstNodeCount = 0
#define NODE(Category, Name, PythonName, Fields) +1
#include "compiler/ast/Nodes.def"
    ;

/// The classes of one enumeration, in the order of its rows, and the instances that all trees share.
struct AstEnumeration {
  static constexpr size_t kMaxRows = 16;
  size_t count = 0;
  Type *types[kMaxRows];
  Value instances[kMaxRows];
};

struct AstTypes {
  Type *ast;
  Type *categories[kAstCategoryCount]; // by AstCategory
  Type *nodes[kAstNodeCount];          // by NodeKind; null: not needed yet
  Tuple *fields[kAstNodeCount];        // by NodeKind: _fields, as they were made
  AstEnumeration enumerations[kAstCategoryCount]; // by AstCategory
  Tuple *attributes; // lineno, col_offset, end_lineno, end_col_offset
};

/// Made on first use; null with an exception pending.
const AstTypes *astTypes(Thread &);
/// Makes the class of a node that 3.11 does not have, if there is none yet; false with an exception pending.
bool needAstNode(Thread &, size_t kind);
/// Adds to `module` the classes that 3.11 has.
bool exportAstTypes(Thread &, Value module);
/// Is it an instance of ast.AST? Makes nothing.
bool isAstObject(Value object);

/// The category of a node or enumeration.
template <class T> constexpr AstCategory astCategory() {
  using namespace regius::ast;
#define CATEGORY(Name, Base, PythonName)                                                                               \
  if constexpr (std::is_base_of_v<regius::ast::Name, T>) return AstCategory::Name;
#define ENUMERATION(Type, PythonName)                                                                                  \
  if constexpr (std::is_same_v<Type, T>) return AstCategory::Type;
#include "compiler/ast/Nodes.def"
  return AstCategory::None;
}

/// The name of a type of fields in the abstract syntax: that of its category ("expr" for BinOp), else its own
/// ("arguments", "identifier").
template <class T> constexpr const char *asdlName() {
  using namespace regius::ast;
#define CATEGORY(Name, Base, PythonName)                                                                               \
  if constexpr (std::is_base_of_v<regius::ast::Name, T>) return PythonName;
#define ENUMERATION(Type, PythonName)                                                                                  \
  if constexpr (std::is_same_v<Type, T>) return PythonName;
#include "compiler/ast/Nodes.def"
#define NODE(Category, Name, PythonName, Fields)                                                                       \
  if constexpr (std::is_same_v<regius::ast::Name, T>) return PythonName;
#include "compiler/ast/Nodes.def"
  if constexpr (std::is_same_v<T, regius::Identifier>) return "identifier";
  if constexpr (std::is_same_v<T, int>) return "int";
  if constexpr (std::is_same_v<T, ConstantValue>) return "constant";
  return "string";
}

/// Nodes whose place must have an end.
template <class T>
inline constexpr bool kAstEndRequired =
    std::is_base_of_v<regius::ast::Pattern, T> || std::is_base_of_v<regius::ast::TypeParam, T>;

} // namespace rt
