// The _ast module: the node classes of Python's `ast`, made from the compiler's node table
// (compiler/ast/Nodes.def) in CPython 3.11's shapes: newer nodes and fields are left out.
//
// Every class has _fields, __match_args__ and _attributes; optional fields have the class attribute
// None.
#include "runtime-lib/modules/ModuleSupport.h"

namespace rt {

namespace {

struct NodeRow {
  const char *name, *category;
  const char *fields; // names separated by blanks; '?' before an optional one
};

#define CHILD(Type, name) #name " "
#define MAYBE(Type, name) "?" #name " "
#define LIST(Type, name) #name " "
#define NEW_LIST(Type, name)
#define VALUE(Type, name) #name " "
#define MAYBE_ID(name) "?" #name " "
#define MAYBE_TEXT(name) "?" #name " "
const NodeRow kNodes[] = {
#define NODE(Category, Name, PythonName, Fields) {PythonName, #Category, "" Fields},
#define BOOL_OP(Name, Text) {#Name, "boolop", ""},
#define OPERATOR(Name, Text) {#Name, "operator", ""},
#define UNARY_OP(Name, Text) {#Name, "unaryop", ""},
#define COMPARE_OP(Name, Text) {#Name, "cmpop", ""},
#define EXPR_CONTEXT(Name, Text) {#Name, "expr_context", ""},
#include "compiler/ast/Nodes.def"
};

struct CategoryRow {
  const char *cpp, *python; // "" : the node derives from AST itself
  bool located, optionalEnd;
};
const CategoryRow kCategories[] = {
    {"Mod", "mod", false, false},
    {"Stmt", "stmt", true, true},
    {"Expr", "expr", true, true},
    {"Pattern", "pattern", true, false},
    {"boolop", "boolop", false, false},
    {"operator", "operator", false, false},
    {"unaryop", "unaryop", false, false},
    {"cmpop", "cmpop", false, false},
    {"expr_context", "expr_context", false, false},
    {"Handler", "excepthandler", true, true},
    {"Ignore", "type_ignore", false, false},
};

/// 3.12 and later.
bool isNewer(std::string_view name, std::string_view category) {
  return category == "TypeParam" || name == "TypeAlias" || name == "TemplateStr" ||
         name == "Interpolation";
}

Type *astType;

Value fieldsOf(Thread &t, Value self) {
  return getAttribute(t, fromObject(typeOf(self)), internAscii(t, "_fields"));
}

bool init(Thread &t, Value self, const Value *args, size_t positional, Tuple *kwNames) {
  Value fields = fieldsOf(t, self);
  if (!ok(fields))
    return false;
  Tuple *names = toTuple(t, fields);
  if (!names)
    return false;
  auto count = static_cast<size_t>(names->size);
  if (positional > count) {
    raise(t, Msg::AstPositional, typeName(self), count, count == 1 ? "" : "s");
    return false;
  }
  for (size_t i = 0; i < positional; i++)
    if (!setAttribute(t, self, strIntern(t, as<Str>(names->items[i])), args[i]))
      return false;
  for (int64_t k = 0; kwNames && k < kwNames->size; k++) {
    for (size_t i = 0; i < positional; i++)
      if (strEqual(as<Str>(names->items[i]), as<Str>(kwNames->items[k]))) {
        raise(t, Msg::AstMultiple, typeName(self), reprOf(kwNames->items[k]));
        return false;
      }
    if (!setAttribute(t, self, strIntern(t, as<Str>(kwNames->items[k])),
                      args[positional + static_cast<size_t>(k)]))
      return false;
  }
  return true;
}

Value reduce(Thread &t, const Value *a) {
  Dict *attributes = instanceDict(t, a[0]);
  if (!attributes)
    return ok(t.pending)
               ? kNoValue
               : fromObject(tupleOf(t, fromObject(typeOf(a[0])), fromObject(emptyTuple())));
  return fromObject(
      tupleOf(t, fromObject(typeOf(a[0])), fromObject(emptyTuple()), fromObject(attributes)));
}
const NativeRow kMethods[] = {{"__reduce__", reduce, "($self, /)"}, {nullptr, nullptr, nullptr}};

struct AstObject : Object {
  Value attributes;
};

/// Class `name` with its field names; `located`: 1 positions, 2 with optional end, 0 none, -1
/// inherited.
Type *makeNode(Thread &t, Value module, const char *name, Type *base, std::string_view fields,
               int located) {
  Dict *space = dictNew(t);
  List *names_ = listNew(t);
  auto put = [&](const char *key, Value v) { return dictSetStr(t, space, internAscii(t, key), v); };
  for (size_t start = 0; start < fields.size();) {
    size_t end = fields.find(' ', start);
    std::string_view field = fields.substr(start, end - start);
    start = end + 1;
    bool optional = field.front() == '?';
    if (optional)
      field.remove_prefix(1);
    if (!field.empty() && field.back() == '_')
      field.remove_suffix(1); // kind_ in the table
    Str *text = internAscii(t, field);
    listAppend(t, names_, fromObject(text));
    if (optional && !dictSetStr(t, space, text, none()))
      return nullptr;
  }
  Value tuple = fromObject(toTuple(t, fromObject(names_)));
  put("_fields", tuple);
  put("__match_args__", tuple);
  put("__module__", fromObject(internAscii(t, "ast")));
  if (located >= 0) {
    Tuple *attributes = emptyTuple();
    if (located)
      attributes = tupleOf(
          t, fromObject(internAscii(t, "lineno")), fromObject(internAscii(t, "col_offset")),
          fromObject(internAscii(t, "end_lineno")), fromObject(internAscii(t, "end_col_offset")));
    put("_attributes", fromObject(attributes));
    if (located == 2) {
      put("end_lineno", none());
      put("end_col_offset", none());
    }
  }
  Value type = makeClass(t, builtinType(TypeId::Type), internAscii(t, name),
                         tupleOf(t, fromObject(base)), space, nullptr, nullptr);
  return addValue(t, module, name, type) ? as<Type>(type) : nullptr;
}

bool initialise(Thread &t, Value module) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeSubclassable | kTypeHasDict | kTypeWeakRefs;
  spec.instanceSize = sizeof(AstObject);
  spec.extraOffset = offsetof(AstObject, attributes);
  spec.fillSlots = [](Slots &s) { s.init = init; };
  spec.methods = kMethods;
  astType = addType(t, module, "AST", spec);
  addRoot(&astType);
  if (!astType)
    return false;
  for (const char *name : {"_fields", "__match_args__", "_attributes"})
    if (!dictSetStr(t, astType->dict, internAscii(t, name), fromObject(emptyTuple())))
      return false;
  dictSetStr(t, astType->dict, names().__module__, fromObject(internAscii(t, "ast")));
  Type *categories[std::size(kCategories)];
  for (size_t i = 0; i < std::size(kCategories); i++) {
    const CategoryRow &row = kCategories[i];
    categories[i] =
        makeNode(t, module, row.python, astType, "", row.located ? (row.optionalEnd ? 2 : 1) : 0);
    if (!categories[i])
      return false;
  }
  for (const NodeRow &row : kNodes) {
    std::string_view name = row.name, category = row.category;
    if (isNewer(name, category))
      continue;
    if (name == "ExceptHandler")
      category = "Handler";
    if (name == "TypeIgnore")
      category = "Ignore";
    Type *base = astType;
    for (size_t i = 0; i < std::size(kCategories); i++)
      if (category == kCategories[i].cpp)
        base = categories[i];
    int located = base != astType ? -1 : category == "Located" ? 2 : 0;
    if (!makeNode(t, module, row.name, base, row.fields, located))
      return false;
  }
  return addInt(t, module, "PyCF_ONLY_AST", 0x400) &&
         addInt(t, module, "PyCF_TYPE_COMMENTS", 0x1000) &&
         addInt(t, module, "PyCF_ALLOW_TOP_LEVEL_AWAIT", 0x2000);
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_ast, "_ast", rt::initialise)
