// See AstTypes.h. Every class has _fields, __match_args__ and a docstring that shows its row of the abstract
// syntax; categories have _attributes, and optional fields the class attribute None.
#include "runtime-lib/modules/ast/AstTypes.h"

#include "runtime-lib/core/Names.h"

#include <iterator>
#include <string>

namespace rt {

namespace {

using namespace regius::ast;
using regius::Array;
using regius::Identifier;

struct FieldRow {
  const char *type, *suffix, *name; // "expr", "?", "value"
};
struct NodeRow {
  const char *name;
  AstCategory category;
  const FieldRow *fields; // ends with a null name
  bool located, newer;
};
struct CategoryRow {
  const char *name;
  bool located, endRequired, newer;
};

template <class T> constexpr FieldRow valueRow(const char *name, const T *) { return {asdlName<T>(), "", name}; }
template <class T> constexpr FieldRow valueRow(const char *name, const Array<T> *) {
  return {asdlName<T>(), "*", name};
}

#define CHILD(Type, name) {asdlName<Type>(), "", #name},
#define MAYBE(Type, name) {asdlName<Type>(), "?", #name},
#define LIST(Type, name) {asdlName<Type>(), "*", #name},
#define NEW_LIST(Type, name)
#define VALUE(Type, name) valueRow(#name, static_cast<const Type *>(nullptr)),
#define MAYBE_INT(name) {"int", "?", #name},
#define MAYBE_ID(name) {"identifier", "?", #name},
#define MAYBE_TEXT(name) {"string", "?", #name},
#define NODE(Category, Name, PythonName, Fields) constexpr FieldRow k##Name##Rows[] = {Fields{}};
#define NEW_NODE(Category, Name, PythonName, Fields) constexpr FieldRow k##Name##Rows[] = {Fields{}};
#include "compiler/ast/Nodes.def"

constexpr NodeRow kNodes[] = {
#define NODE_ROW(Name, PythonName, newer)                                                                              \
  {PythonName, astCategory<regius::ast::Name>(), k##Name##Rows, std::is_base_of_v<Located, regius::ast::Name>, newer},
#define NODE(Category, Name, PythonName, Fields) NODE_ROW(Name, PythonName, false)
#define NEW_NODE(Category, Name, PythonName, Fields) NODE_ROW(Name, PythonName, true)
#include "compiler/ast/Nodes.def"
};

constexpr CategoryRow kCategories[] = {
#define CATEGORY(Name, Base, PythonName)                                                                               \
  {PythonName, std::is_base_of_v<Located, regius::ast::Name>, kAstEndRequired<regius::ast::Name>,                                  \
   std::is_same_v<regius::ast::Name, TypeParam>},
#define ENUMERATION(Type, PythonName) {PythonName, false, false, false},
#include "compiler/ast/Nodes.def"
};

struct EnumeratorRow {
  AstCategory category;
  const char *name;
};
constexpr EnumeratorRow kEnumerators[] = {
#define BOOL_OP(Name, Text) {AstCategory::BoolOperator, #Name},
#define OPERATOR(Name, Text) {AstCategory::Operator, #Name},
#define UNARY_OP(Name, Text) {AstCategory::UnaryOperator, #Name},
#define COMPARE_OP(Name, Text) {AstCategory::CompareOperator, #Name},
#define EXPR_CONTEXT(Name, Text) {AstCategory::ExprContext, #Name},
#include "compiler/ast/Nodes.def"
};

AstTypes types;
List *keptAlive; // everything that `types` refers to

// --- The base class

bool init(Thread &t, Value self, const Value *args, size_t positional, Tuple *kwNames) {
  Value fields = TRY(getAttribute(t, fromObject(typeOf(self)), internAscii(t, "_fields")));
  Tuple *fieldNames = TRY(toTuple(t, fields));
  auto count = static_cast<size_t>(fieldNames->size);
  if (positional > count) {
    raise(t, Msg::AstPositional, typeName(self), count, count == 1 ? "" : "s");
    return false;
  }
  for (size_t i = 0; i < positional; i++)
    if (!setAttribute(t, self, strIntern(t, as<Str>(fieldNames->items[i])), args[i])) return false;
  for (int64_t k = 0; kwNames && k < kwNames->size; k++) {
    for (size_t i = 0; i < positional; i++)
      if (strEqual(as<Str>(fieldNames->items[i]), as<Str>(kwNames->items[k]))) {
        raise(t, Msg::AstMultiple, typeName(self), reprOf(kwNames->items[k]));
        return false;
      }
    if (!setAttribute(t, self, strIntern(t, as<Str>(kwNames->items[k])), args[positional + static_cast<size_t>(k)]))
      return false;
  }
  return true;
}

/// Takes any arguments: they are for __init__, even when a class of the program has none.
Value create(Thread &t, Type *type, const Value *, size_t, Tuple *) { return fromObject(allocateInstance(t, type)); }

Value reduce(Thread &t, const Value *a) {
  Dict *attributes = instanceDict(t, a[0]);
  if (attributes)
    return fromObject(tupleOf(t, fromObject(typeOf(a[0])), fromObject(emptyTuple()), fromObject(attributes)));
  if (ok(t.pending)) return kNoValue;
  return fromObject(tupleOf(t, fromObject(typeOf(a[0])), fromObject(emptyTuple())));
}
const NativeRow kMethods[] = {{"__reduce__", reduce, "($self, /)"}, {nullptr, nullptr, nullptr}};

struct AstObject : Object {
  Value attributes;
};

Type *makeBase(Thread &t) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeSubclassable | kTypeHasDict | kTypeWeakRefs;
  spec.instanceSize = sizeof(AstObject);
  spec.extraOffset = offsetof(AstObject, attributes);
  spec.fillSlots = [](Slots &s) {
    s.create = create;
    s.init = init;
  };
  spec.methods = kMethods;
  Type *type = TRY(makeNativeType(t, "ast", "AST", nullptr, spec));
  for (const char *name : {"_fields", "__match_args__", "_attributes"})
    if (!dictSetStr(t, type->dict, internAscii(t, name), fromObject(emptyTuple()))) return nullptr;
  return dictSetStr(t, type->dict, names().__module__, fromObject(internAscii(t, "ast"))) ? type : nullptr;
}

// --- Docstrings

/// "If(expr test, stmt* body, stmt* orelse)"
std::string signature(const NodeRow &row) {
  std::string text = row.name;
  for (const FieldRow *field = row.fields; field->name; field++) {
    text += field == row.fields ? "(" : ", ";
    ((text += field->type) += field->suffix) += ' ';
    text += fieldName(field->name);
  }
  return row.fields->name ? text + ")" : text;
}

/// "boolop = And | Or", and one constructor a line where they have fields.
std::string signature(AstCategory category) {
  const std::string name = kCategories[static_cast<size_t>(category)].name;
  std::string text = name;
  for (const NodeRow &row : kNodes)
    if (row.category == category && !row.newer)
      text += (text == name ? " = " : "\n" + std::string(name.size(), ' ') + " | ") + signature(row);
  for (const EnumeratorRow &row : kEnumerators)
    if (row.category == category) text += (text == name ? " = " : " | ") + std::string(row.name);
  return text;
}

// --- Node classes

/// A class with its namespace under construction.
struct ClassMaker {
  Thread &t;
  Dict *space = dictNew(t);
  bool good = space;

  void put(const char *key, Value v) { good = good && ok(v) && dictSetStr(t, space, internAscii(t, key), v); }
  void attributes(bool located, bool endOptional) {
    put("_attributes", fromObject(located ? types.attributes : emptyTuple()));
    for (int i = 2; endOptional && i < 4; i++)
      good = good && dictSetStr(t, space, as<Str>(types.attributes->items[i]), none());
  }
  Type *make(const char *name, Type *base, const std::string &doc, Tuple *fields, uint32_t slots) {
    put("_fields", fromObject(fields));
    put("__match_args__", fromObject(fields));
    put("__module__", fromObject(internAscii(t, "ast")));
    put("__doc__", fromObject(strFromAscii(t, doc)));
    if (!good) return nullptr;
    Value made = TRY(makeClass(t, builtinType(TypeId::Type), internAscii(t, name), tupleOf(t, fromObject(base)), space,
                               nullptr, nullptr));
    as<Type>(made)->inlineSlots = slots; // no instances yet
    return listAppend(t, keptAlive, made) ? as<Type>(made) : nullptr;
  }
};

bool makeNode(Thread &t, size_t kind) {
  const NodeRow &row = kNodes[kind];
  ClassMaker maker{t};
  List *fields = TRY(listNew(t));
  for (const FieldRow *field = row.fields; field->name; field++) {
    Str *name = internAscii(t, fieldName(field->name));
    if (!listAppend(t, fields, fromObject(name))) return false;
    if (*field->suffix == '?') maker.good = maker.good && dictSetStr(t, maker.space, name, none());
  }
  Tuple *names = TRY(toTuple(t, fromObject(fields)));
  types.fields[kind] = names;
  const bool product = row.category == AstCategory::None;
  if (product) maker.attributes(row.located, row.located);
  Type *base = product ? types.ast : types.categories[static_cast<size_t>(row.category)];
  const auto slots = static_cast<uint32_t>(names->size) + (row.located ? 4 : 0);
  types.nodes[kind] = maker.make(row.name, base, signature(row), names, slots);
  return types.nodes[kind] && listAppend(t, keptAlive, fromObject(names));
}

bool makeCategory(Thread &t, size_t index) {
  const CategoryRow &row = kCategories[index];
  ClassMaker maker{t};
  maker.attributes(row.located, row.located && !row.endRequired);
  types.categories[index] =
      maker.make(row.name, types.ast, signature(static_cast<AstCategory>(index)), emptyTuple(), row.located ? 4 : 0);
  return types.categories[index];
}

bool makeEnumerator(Thread &t, const EnumeratorRow &row) {
  const auto category = static_cast<size_t>(row.category);
  AstEnumeration &rows = types.enumerations[category];
  Type *type = TRY(ClassMaker{t}.make(row.name, types.categories[category], row.name, emptyTuple(), 0));
  Object *instance = TRY(allocateInstance(t, type));
  rows.types[rows.count] = type;
  rows.instances[rows.count++] = fromObject(instance);
  return listAppend(t, keptAlive, fromObject(instance));
}

bool makeAll(Thread &t) {
  types.ast = TRY(makeBase(t));
  types.attributes = TRY(tupleOf(t, fromObject(internAscii(t, "lineno")), fromObject(internAscii(t, "col_offset")),
                                 fromObject(internAscii(t, "end_lineno")),
                                 fromObject(internAscii(t, "end_col_offset"))));
  if (!listAppend(t, keptAlive, fromObject(types.ast)) || !listAppend(t, keptAlive, fromObject(types.attributes)))
    return false;
  for (size_t i = 0; i < kAstCategoryCount; i++)
    if (!kCategories[i].newer && !makeCategory(t, i)) return false;
  for (size_t i = 0; i < kAstNodeCount; i++)
    if (!kNodes[i].newer && !makeNode(t, i)) return false;
  for (const EnumeratorRow &row : kEnumerators)
    if (!makeEnumerator(t, row)) return false;
  return true;
}

} // namespace

const AstTypes *astTypes(Thread &t) {
  static bool made;
  if (made) return &types;
  if (!keptAlive) addRoot(&keptAlive);
  keptAlive = TRY(listNew(t));
  types = {};
  made = makeAll(t);
  return made ? &types : nullptr;
}

bool needAstNode(Thread &t, size_t kind) {
  if (types.nodes[kind]) return true;
  const auto category = static_cast<size_t>(kNodes[kind].category);
  return (types.categories[category] || makeCategory(t, category)) && makeNode(t, kind);
}

bool exportAstTypes(Thread &t, Value module) {
  TRY(astTypes(t));
  auto put = [&](const char *name, Type *type) {
    return dictSetStr(t, as<Module>(module)->dict, internAscii(t, name), fromObject(type));
  };
  bool good = put("AST", types.ast);
  for (size_t i = 0; i < kAstCategoryCount; i++)
    if (!kCategories[i].newer) good = good && put(kCategories[i].name, types.categories[i]);
  for (size_t i = 0; i < kAstNodeCount; i++)
    if (!kNodes[i].newer) good = good && put(kNodes[i].name, types.nodes[i]);
  size_t count[kAstCategoryCount] = {};
  for (const EnumeratorRow &row : kEnumerators) {
    const auto category = static_cast<size_t>(row.category);
    good = good && put(row.name, types.enumerations[category].types[count[category]++]);
  }
  return good;
}

bool isAstObject(Value object) { return types.ast && isInstance(object, types.ast); }

} // namespace rt
