// Trees to ast objects.
#include "runtime-lib/eval/AstObjects.h"

#include "compiler/ast/Walk.h"

#include "runtime-lib/core/Try.h" // not the compiler's

namespace rt {

namespace {

using namespace regius::ast;
using regius::Array;
using regius::Identifier;

class ObjectMaker {
public:
  ObjectMaker(Thread &t, const AstTypes &types)
      : t_(t), types_(types), depthLeft_(int64_t{t.recursionLeft} * kDepthScale) {}

  Value value(const Node *node) {
    if (!node) return none();
    char here;
    if (depthLeft_ <= 0 || &here < t_.stackEnd) return raise(t_, Msg::RecursionWhere, " during ast construction");
    depthLeft_--;
    Value made = dispatch(const_cast<Node &>(*node), [&](const auto &typed) { return object(typed); });
    depthLeft_++;
    return made;
  }

private:
  // CPython allows so many levels of a tree for one level of calls.
  static constexpr int64_t kDepthScale = 3;

  template <class T> Value object(const T &node) {
    const auto kind = static_cast<size_t>(node.kind);
    if (!needAstNode(t_, kind)) return kNoValue;
    Value self = fromObject(TRY(allocateInstance(t_, types_.nodes[kind])));
    if (!fields(node, self, types_.fields[kind]->items)) return kNoValue;
    if constexpr (std::is_base_of_v<Located, T>) {
      const int place[] = {node.lineno, node.col_offset, node.end_lineno, node.end_col_offset};
      for (int i = 0; i < 4; i++)
        if (!put(self, types_.attributes->items[i], fromInt(place[i]))) return kNoValue;
    }
    return self;
  }

  bool put(Value self, Value name, Value v) { return ok(v) && setAttribute(t_, self, as<Str>(name), v); }

  /// A list that 3.11 does not have: there are only instances with it, and their own _fields tell.
  template <class T> bool putNew(Value self, const char *name, Array<T *> nodes) {
    if (nodes.empty()) return true;
    Value field = fromObject(internAscii(t_, name));
    if (!put(self, field, value(nodes))) return false;
    Str *fieldsName = internAscii(t_, "_fields");
    Value known = TRY(getAttribute(t_, self, fieldsName));
    return put(self, fromObject(fieldsName),
               binaryOp(t_, regius::BinaryKind::Add, known, fromObject(tupleOf(t_, field))));
  }

  template <class T> Value value(Array<T> items) {
    List *list = TRY(listNew(t_));
    for (const T &item : items)
      if (!listAppend(t_, list, TRY(value(item)))) return kNoValue;
    return fromObject(list);
  }
  Value value(Identifier name) { return name ? fromObject(strIntern(t_, strFromUtf8(t_, name.view()))) : none(); }
  Value value(Text text) { return text.data() ? fromObject(strFromUtf8(t_, text)) : none(); }
  Value value(int n) { return fromInt(n); }
  template <class Enum>
    requires std::is_enum_v<Enum>
  Value value(Enum row) {
    return types_.enumerations[static_cast<size_t>(astCategory<Enum>())].instances[static_cast<size_t>(row)];
  }
  Value value(const ConstantValue &constant) {
    switch (constant.kind) {
    case ConstantKind::True: return fromBool(true);
    case ConstantKind::False: return fromBool(false);
    case ConstantKind::Ellipsis: return fromObject(&rt_Ellipsis);
    case ConstantKind::Int: return intValue(t_, constant.integer);
    case ConstantKind::BigInt:
      return intFromBytes(t_, reinterpret_cast<const uint8_t *>(constant.text.data()), constant.text.size(), true, false);
    case ConstantKind::Float: return floatValue(t_, constant.real);
    case ConstantKind::Complex: return complexValue(t_, constant.real, constant.imaginary);
    case ConstantKind::Str: return fromObject(strFromUtf8(t_, constant.text));
    case ConstantKind::Bytes:
      return fromObject(bytesNew(t_, constant.text.data(), static_cast<int64_t>(constant.text.size())));
    case ConstantKind::None:
    case ConstantKind::Tuple: // these three in no tree that was parsed
    case ConstantKind::FrozenSet:
    case ConstantKind::Invalid: break;
    }
    return none();
  }

#define VALUE(Type, field)                                                                                             \
  if (!put(self, *names++, value(node.field))) return false;
#define CHILD(Type, field) VALUE(Type, field)
#define MAYBE(Type, field) VALUE(Type, field)
#define LIST(Type, field) VALUE(Type, field)
#define MAYBE_INT(field) VALUE(int, field)
#define MAYBE_ID(field) VALUE(Identifier, field)
#define MAYBE_TEXT(field) VALUE(Text, field)
#define NEW_LIST(Type, field)                                                                                          \
  if (!putNew(self, #field, node.field)) return false;
#define NODE(Category, Name, PythonName, Fields)                                                                       \
  bool fields([[maybe_unused]] const regius::ast::Name &node, [[maybe_unused]] Value self,                                   \
              [[maybe_unused]] const Value *names) {                                                                   \
    Fields return true;                                                                                                \
  }
#include "compiler/ast/Nodes.def"

  Thread &t_;
  const AstTypes &types_;
  int64_t depthLeft_;
};

} // namespace

Value astFromTree(Thread &t, const Mod &tree) { return ObjectMaker(t, *TRY(astTypes(t))).value(&tree); }

} // namespace rt
