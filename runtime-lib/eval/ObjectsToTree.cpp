// Ast objects to trees. The order of the tests is CPython's, since they run code of the program and the first that
// fails is what a program sees: of a sum (expr) the place, then the class and its fields; of a product (arguments) the
// fields, then the place.
#include "runtime-lib/eval/AstObjects.h"

#include "compiler/ast/Walk.h"
#include "compiler/support/Arena.h"

#include <vector>

#include "runtime-lib/core/Try.h" // not the compiler's

namespace rt {

namespace {

using namespace regius::ast;
using regius::Array;
using regius::Identifier;

/// For the error of a recursion too deep within a field of T.
template <class T> constexpr const char *traversing() {
#define CATEGORY(Name, Base, PythonName)                                                                               \
  if constexpr (std::is_base_of_v<regius::ast::Name, T>) return " while traversing '" PythonName "' node";
#include "compiler/ast/Nodes.def"
#define NODE(Category, Name, PythonName, Fields)                                                                       \
  if constexpr (std::is_same_v<regius::ast::Name, T>) return " while traversing '" PythonName "' node";
#include "compiler/ast/Nodes.def"
  return "";
}

class TreeMaker {
public:
  TreeMaker(Thread &t, const AstTypes &types, regius::Arena &arena, regius::StringInterner &interner)
      : t_(t), types_(types), arena_(arena), interner_(interner) {}

  Mod *root(Value object) {
    Mod *tree = nullptr;
    return read(object, tree) ? tree : nullptr;
  }

private:
  /// One field of an object, for messages; `where` for that of a recursion too deep.
  struct Field {
    std::string_view owner, name;
    const char *where;
  };

  /// The attribute; kNoValue when there is none, `*failed` when looking failed.
  Value lookUp(Value object, Str *name, bool *failed) {
    *failed = false;
    return getAttributeOrNone(t_, object, name, failed);
  }

  struct Level {
    Level(Thread &thread, const char *where) : t(thread), entered(enterRecursion(thread, where)) {}
    ~Level() {
      if (entered) leaveRecursion(t);
    }
    Thread &t;
    bool entered;
  };

  // --- Fields of objects

  template <class T> bool required(Value object, Str *name, T &out, Field field) {
    bool failed;
    Value v = lookUp(object, name, &failed);
    if (!ok(v)) return failed ? false : (raise(t_, Msg::AstFieldMissing, field.name, field.owner), false);
    return readWithin(v, out, field);
  }
  template <class T> bool optional(Value object, Str *name, T &out, Field field) {
    bool failed;
    Value v = lookUp(object, name, &failed);
    if (!ok(v)) return !failed;
    return isNone(v) || readWithin(v, out, field);
  }
  template <class T> bool readWithin(Value v, T &out, Field field) {
    Level level(t_, field.where);
    return level.entered && read(v, out);
  }
  template <class T> bool readWithin(Value v, Array<T> &out, Field field) {
    if (!isList(v)) return raise(t_, Msg::AstFieldNotList, field.owner, field.name, typeName(v)), false;
    auto *list = as<List>(v);
    const int64_t size = list->size;
    std::vector<T> items(static_cast<size_t>(size));
    for (int64_t i = 0; i < size; i++) {
      Level level(t_, field.where);
      if (!level.entered || !read(list->array->items[i], items[static_cast<size_t>(i)])) return false;
      if (list->size != size) return raise(t_, Msg::AstFieldResized, field.owner, field.name), false;
    }
    out = arena_.copy(items.data(), items.size());
    return true;
  }

  // --- Nodes. None is a null pointer.

  template <class T> bool read(Value object, T *&out) {
    if constexpr (astCategory<T>() == AstCategory::None) return product(object, out);
    else return sum(object, out);
  }

  template <class T> bool product(Value object, T *&out) {
    out = arena_.make<T>();
    if (!fields(*out, object)) return false;
    if constexpr (std::is_base_of_v<Located, T>) return place<T>(object, *out);
    return true;
  }

  template <class T> bool sum(Value object, T *&out) {
    constexpr AstCategory category = astCategory<T>();
    out = nullptr;
    if (isNone(object)) return true;
    [[maybe_unused]] regius::Span span;
    if constexpr (std::is_base_of_v<Located, T>)
      if (!place<T>(object, span)) return false;
    Node *made = nullptr;
    if (!construct(object, category, made)) return false;
    if (!made) return raise(t_, Msg::AstExpected, asdlName<T>(), reprOf(object)), false;
    out = static_cast<T *>(made);
    if constexpr (std::is_base_of_v<Located, T>) static_cast<regius::Span &>(*out) = span;
    return true;
  }

  /// The node of the first class of the category that the object is an instance of; null: of none.
  bool construct(Value object, AstCategory category, Node *&out) {
#define NODE(Category, Name, PythonName, Fields)                                                                       \
  if (astCategory<regius::ast::Name>() == category) {                                                                        \
    const int member = isMember(object, NodeKind::Name);                                                               \
    if (member < 0) return false;                                                                                      \
    if (member) {                                                                                                      \
      auto *node = arena_.make<regius::ast::Name>();                                                                         \
      out = node;                                                                                                      \
      return fields(*node, object);                                                                                    \
    }                                                                                                                  \
  }
#include "compiler/ast/Nodes.def"
    return true;
  }

  int isMember(Value object, NodeKind kind) {
    Type *type = types_.nodes[static_cast<size_t>(kind)];
    if (!type) return 0;
    return typeOf(object) == type ? 1 : isInstanceOf(t_, object, fromObject(type));
  }

  template <class T> bool place(Value object, regius::Span &out) {
    constexpr bool endRequired = kAstEndRequired<T>;
    int *const numbers[] = {&out.lineno, &out.col_offset, &out.end_lineno, &out.end_col_offset};
    static constexpr const char *kNames[] = {"lineno", "col_offset", "end_lineno", "end_col_offset"};
    for (int i = 0; i < 4; i++) {
      auto *name = as<Str>(types_.attributes->items[i]);
      if (i == 2 && !endRequired) { // the end is the start, unless given
        out.end_lineno = out.lineno;
        out.end_col_offset = out.col_offset;
      }
      const Field field{asdlName<T>(), kNames[i], traversing<T>()};
      const bool good = i < 2 || endRequired ? required(object, name, *numbers[i], field)
                                             : optional(object, name, *numbers[i], field);
      if (!good) return false;
    }
    return true;
  }

  bool missing(const char *field, const char *owner) {
    raise(t_, Msg::AstFieldNone, fieldName(field), owner);
    return false;
  }

  // --- Plain data

  bool read(Value v, Identifier &out) {
    if (isNone(v)) return out = {}, true;
    if (!isExactly(v, TypeId::Str)) return raise(t_, Msg::AstIdentifier), false;
    out = interner_.intern(strUtf8(t_, as<Str>(v)));
    return true;
  }
  bool read(Value v, Text &out) {
    if (isExactly(v, TypeId::Bytes)) {
      out = copy({reinterpret_cast<const char *>(as<Bytes>(v)->data), static_cast<size_t>(as<Bytes>(v)->length)});
      return true;
    }
    if (!isExactly(v, TypeId::Str)) return raise(t_, Msg::AstString), false;
    out = copy(strUtf8(t_, as<Str>(v)));
    return true;
  }
  /// Never with a null pointer, which would mean that there is none.
  std::string_view copy(std::string_view text) { return text.empty() ? std::string_view("") : arena_.copy(text); }

  bool read(Value v, int &out) {
    if (!isAnyInt(v)) return raise(t_, Msg::AstInt, reprOf(v)), false;
    int64_t wide;
    if (!intFits(v, &wide) || wide != static_cast<int>(wide)) return raise(t_, Msg::AstIntRange), false;
    out = static_cast<int>(wide);
    return true;
  }

  template <class Enum>
    requires std::is_enum_v<Enum>
  bool read(Value v, Enum &out) {
    const AstEnumeration &rows = types_.enumerations[static_cast<size_t>(astCategory<Enum>())];
    for (size_t i = 0; i < rows.count; i++) {
      const int member = typeOf(v) == rows.types[i] ? 1 : isInstanceOf(t_, v, fromObject(rows.types[i]));
      if (member < 0) return false;
      if (member) return out = static_cast<Enum>(i), true;
    }
    return raise(t_, Msg::AstExpected, asdlName<Enum>(), reprOf(v)), false;
  }

  bool read(Value v, ConstantValue &out) {
    if (isNone(v)) return true;
    if (isExactly(v, TypeId::Bool)) return out.kind = truth(t_, v) ? ConstantKind::True : ConstantKind::False, true;
    if (isExactly(v, TypeId::Ellipsis)) return out.kind = ConstantKind::Ellipsis, true;
    if (isExactly(v, TypeId::Int)) return readInt(v, out);
    if (isExactly(v, TypeId::Float)) {
      out.kind = ConstantKind::Float;
      out.real = floatAsDouble(v);
    } else if (isExactly(v, TypeId::Complex)) {
      out.kind = ConstantKind::Complex;
      out.real = as<Complex>(v)->real;
      out.imaginary = as<Complex>(v)->imag;
    } else if (isExactly(v, TypeId::Str) || isExactly(v, TypeId::Bytes)) {
      out.kind = isExactly(v, TypeId::Str) ? ConstantKind::Str : ConstantKind::Bytes;
      return read(v, out.text);
    } else if (isExactly(v, TypeId::Tuple) || isExactly(v, TypeId::FrozenSet)) {
      return readItems(v, out);
    } else {
      out.kind = ConstantKind::Invalid;
      out.text = copy(strUtf8(t_, typeOf(v)->name));
    }
    return true;
  }

  bool readInt(Value v, ConstantValue &out) {
    out.kind = ConstantKind::Int;
    if (intFits(v, &out.integer)) return true;
    out.kind = ConstantKind::BigInt;
    out.integer = intSign(v);
    Value magnitude = TRY(absolute(t_, v));
    std::string bytes(as<Int>(magnitude)->size * sizeof(uint64_t), '\0');
    if (!intToBytes(t_, magnitude, reinterpret_cast<uint8_t *>(bytes.data()), bytes.size(), true, false)) return false;
    out.text = arena_.copy(std::string_view(bytes).substr(0, bytes.find_last_not_of('\0') + 1));
    return true;
  }

  bool readItems(Value v, ConstantValue &out) {
    out.kind = isExactly(v, TypeId::Tuple) ? ConstantKind::Tuple : ConstantKind::FrozenSet;
    Tuple *items = TRY(toTuple(t_, v));
    std::vector<ConstantValue> values(static_cast<size_t>(items->size));
    if (!enterRecursion(t_, " during compilation")) return false;
    bool good = true;
    for (size_t i = 0; good && i < values.size(); i++) good = read(items->items[i], values[i]);
    leaveRecursion(t_);
    out.integer = items->size;
    out.items = arena_.copy(values.data(), values.size()).data();
    return good;
  }

  // --- One function for each row of the table: all fields, then whether those that must be there are not None.

#define FIELD(how, field)                                                                                              \
  if (!how(object, as<Str>(*names++), node.field, {owner, fieldName(#field), where})) return false;
#define CHILD(Type, field) FIELD(required, field)
#define MAYBE(Type, field) FIELD(optional, field)
#define LIST(Type, field) FIELD(required, field)
#define VALUE(Type, field) FIELD(required, field)
#define MAYBE_INT(field) FIELD(optional, field)
#define MAYBE_ID(field) FIELD(optional, field)
#define MAYBE_TEXT(field) FIELD(optional, field)
#define NEW_LIST(Type, field)                                                                                          \
  if (!optional(object, internAscii(t_, #field), node.field, {owner, #field, where})) return false;
#define NODE(Category, Name, PythonName, Fields)                                                                       \
  bool fields(regius::ast::Name &node, [[maybe_unused]] Value object) {                                                      \
    [[maybe_unused]] constexpr std::string_view owner = PythonName;                                                    \
    [[maybe_unused]] constexpr const char *where = " while traversing '" PythonName "' node";                          \
    [[maybe_unused]] const Value *names = types_.fields[static_cast<size_t>(NodeKind::Name)]->items;                   \
    Fields return isComplete(node);                                                                                    \
  }
#include "compiler/ast/Nodes.def"

  template <class T> static bool isAbsent(const T &) { return false; }
  static bool isAbsent(const Identifier &name) { return !name; }
#define CHILD(Type, field)                                                                                             \
  if (!node.field) return missing(#field, owner);
#define MAYBE(Type, field)
#define LIST(Type, field)
#define NEW_LIST(Type, field)
#define VALUE(Type, field)                                                                                             \
  if (isAbsent(node.field)) return missing(#field, owner);
#define MAYBE_INT(field)
#define MAYBE_ID(field)
#define MAYBE_TEXT(field)
#define NODE(Category, Name, PythonName, Fields)                                                                       \
  bool isComplete([[maybe_unused]] const regius::ast::Name &node) {                                                          \
    [[maybe_unused]] constexpr const char *owner = PythonName;                                                         \
    Fields return true;                                                                                                \
  }
#include "compiler/ast/Nodes.def"

  Thread &t_;
  const AstTypes &types_;
  regius::Arena &arena_;
  regius::StringInterner &interner_;
};

} // namespace

Mod *treeFromAst(Thread &t, Value object, regius::ParseMode mode, regius::Arena &arena,
                 regius::StringInterner &interner) {
  const AstTypes &types = *TRY(astTypes(t));
  const NodeKind expected = mode == regius::ParseMode::Module        ? NodeKind::Module
                            : mode == regius::ParseMode::Interactive ? NodeKind::Interactive
                                                                     : NodeKind::Expression;
  const int good = isInstanceOf(t, object, fromObject(types.nodes[static_cast<size_t>(expected)]));
  if (good < 0) return nullptr;
  if (!good) return raise(t, Msg::AstRoot, nodeName(expected), fromObject(typeOf(object)->name)), nullptr;
  return TreeMaker(t, types, arena, interner).root(object);
}

} // namespace rt
