// types.GenericAlias (list[int]) and types.UnionType (int | str): PEP 585 and PEP 604.
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/NativeFunction.h"
#include "runtime-lib/objects/Shape.h"
#include "runtime-lib/objects/TypeInternals.h"
#include "runtime-lib/objects/Union.h"
#include "runtime-lib/protocols/Dispatch.h"

#include <cstddef>
#include <string>
#include <vector>

namespace rt {

static GenericAlias *aliasOf(Value v) { return as<GenericAlias>(v); }

Str *typeArgumentText(Thread &t, Value v) {
  if (same(v, fromObject(&rt_Ellipsis))) return strFromAscii(t, "...");
  if (isExactly(v, TypeId::GenericAlias)) return repr(t, v);
  bool failed = false;
  Value origin = getAttributeOrNone(t, v, names().__origin__, &failed);
  if (failed) return nullptr;
  Value args = ok(origin) ? getAttributeOrNone(t, v, names().__args__, &failed) : kNoValue;
  if (failed) return nullptr;
  if (ok(args)) return repr(t, v);
  Value qualName = getAttributeOrNone(t, v, names().__qualname__, &failed);
  if (failed) return nullptr;
  Value module = ok(qualName) ? getAttributeOrNone(t, v, names().__module__, &failed) : kNoValue;
  if (failed) return nullptr;
  if (!ok(qualName) || !ok(module) || isNone(module) || !isStr(qualName)) return repr(t, v);
  if (isStr(module) && strEquals(as<Str>(module), "builtins")) return as<Str>(qualName);
  Str *prefix = str(t, module);
  return prefix ? strConcat(t, strConcat(t, prefix, strFromAscii(t, ".")), as<Str>(qualName)) : nullptr;
}

static bool addUnique(std::vector<Value> &list, Value v) {
  for (Value old : list)
    if (same(old, v)) return false;
  list.push_back(v);
  return true;
}
Tuple *collectTypeParameters(Thread &t, Tuple *args) {
  std::vector<Value> found;
  for (int64_t i = 0; i < args->size; i++) {
    Value v = args->items[i];
    if (isType(v)) continue;
    bool failed = false;
    Value substitute = getAttributeOrNone(t, v, names().__typing_subst__, &failed);
    if (failed) return nullptr;
    if (ok(substitute)) {
      addUnique(found, v);
      continue;
    }
    Value inner = getAttributeOrNone(t, v, names().__parameters__, &failed);
    if (failed) return nullptr;
    if (ok(inner) && isTuple(inner))
      for (int64_t k = 0; k < as<Tuple>(inner)->size; k++) addUnique(found, as<Tuple>(inner)->items[k]);
  }
  return tupleFrom(t, found.data(), static_cast<int64_t>(found.size()));
}

static Value argumentFor(Tuple *parameters, Tuple *items, Value parameter) {
  for (int64_t i = 0; i < parameters->size && i < items->size; i++)
    if (same(parameters->items[i], parameter)) return items->items[i];
  return parameter;
}
Tuple *substituteTypeParameters(Thread &t, Value self, Tuple *args, Tuple *parameters, Value item) {
  if (!parameters->size) {
    Str *shown = repr(t, self);
    return shown ? (raise(t, Msg::AliasNotGeneric, fromObject(shown)), nullptr) : nullptr;
  }
  Tuple *items = isTuple(item) ? as<Tuple>(item) : tupleOf(t, item);
  // Type variables may adjust the arguments first (ParamSpec, TypeVarTuple).
  static Str *prepareName = nullptr;
  if (!prepareName) prepareName = internAscii(t, "__typing_prepare_subst__");
  for (int64_t i = 0; i < parameters->size; i++) {
    bool failed = false;
    Value prepare = getAttributeOrNone(t, parameters->items[i], prepareName, &failed);
    if (failed) return nullptr;
    if (!ok(prepare) || isNone(prepare)) continue;
    Value prepared = callWith(t, prepare, self, fromObject(items));
    if (!ok(prepared)) return nullptr;
    items = isTuple(prepared) ? as<Tuple>(prepared) : tupleOf(t, prepared);
  }
  if (items->size != parameters->size) {
    Str *shown = repr(t, self);
    if (shown)
      raise(t, Msg::GenericAliasTooMany, items->size > parameters->size ? "many" : "few", fromObject(shown), items->size, parameters->size);
    return nullptr;
  }
  List *result = listNew(t);
  for (int64_t i = 0; i < args->size; i++) {
    Value v = args->items[i], replaced = v;
    if (!isType(v)) {
      bool failed = false;
      Value substitute = getAttributeOrNone(t, v, names().__typing_subst__, &failed);
      if (failed) return nullptr;
      if (ok(substitute)) {
        replaced = callWith(t, substitute, argumentFor(parameters, items, v));
      } else {
        Value inner = getAttributeOrNone(t, v, names().__parameters__, &failed);
        if (failed) return nullptr;
        if (ok(inner) && isTuple(inner) && as<Tuple>(inner)->size) {
          Tuple *sub = tupleNew(t, as<Tuple>(inner)->size);
          for (int64_t k = 0; k < sub->size; k++) sub->items[k] = argumentFor(parameters, items, as<Tuple>(inner)->items[k]);
          replaced = getItem(t, v, fromObject(sub));
        }
      }
      if (!ok(replaced)) return nullptr;
    }
    listAppend(t, result, replaced);
  }
  return tupleFrom(t, result->array ? result->array->items : nullptr, result->size);
}

// --- GenericAlias

static void traceAlias(Object *object, Tracer &tracer) {
  auto *alias = static_cast<GenericAlias *>(object);
  tracer.value(alias->origin);
  tracer.object(alias->args);
  tracer.value(alias->parameters);
}
static Value makeAlias(Thread &t, Type *type, Value origin, Value args) {
  auto *alias = static_cast<GenericAlias *>(allocateInstance(t, type));
  alias->origin = origin;
  alias->args = isTuple(args) ? as<Tuple>(args) : tupleOf(t, args);
  return fromObject(alias);
}
Value genericAliasNew(Thread &t, Value origin, Value args) { return makeAlias(t, builtinType(TypeId::GenericAlias), origin, args); }
static Value aliasCreate(Thread &t, Type *type, const Value *args, size_t positional, Tuple *kwNames) {
  if (kwNames && kwNames->size) return raise(t, Msg::NativeNoKeywords, "GenericAlias");
  if (positional != 2) return raise(t, Msg::ExpectedExactly, "GenericAlias", 2, "s", positional);
  return makeAlias(t, type, args[0], args[1]);
}
static Value aliasParameters(Thread &t, Value self) {
  GenericAlias *alias = aliasOf(self);
  if (!ok(alias->parameters)) {
    Tuple *list = collectTypeParameters(t, alias->args);
    if (!list) return kNoValue;
    alias->parameters = fromObject(list);
    writeBarrier(alias);
  }
  return alias->parameters;
}
static Value aliasRepr(Thread &t, Value self) {
  GenericAlias *alias = aliasOf(self);
  StrBuilder out(t);
  if (alias->starred) out.add("*");
  Str *origin = typeArgumentText(t, alias->origin);
  if (!origin) return kNoValue;
  out.add(origin);
  out.add("[");
  for (int64_t i = 0; i < alias->args->size; i++) {
    Value v = alias->args->items[i];
    Str *shown = typeArgumentText(t, v);
    if (!shown) return kNoValue;
    if (i) out.add(", ");
    out.add(shown);
  }
  if (!alias->args->size) out.add("()");
  out.add("]");
  return fromObject(out.finish());
}
static Value aliasGetItem(Thread &t, Value self, Value item) {
  Value parameters = aliasParameters(t, self);
  if (!ok(parameters)) return kNoValue;
  Tuple *args = substituteTypeParameters(t, self, aliasOf(self)->args, as<Tuple>(parameters), item);
  if (!args) return kNoValue;
  Value made = makeAlias(t, typeOf(self), aliasOf(self)->origin, fromObject(args));
  aliasOf(made)->starred = aliasOf(self)->starred;
  return made;
}
static bool aliasHash(Thread &t, Value self, int64_t *out) {
  int64_t origin, args;
  if (!hash(t, aliasOf(self)->origin, &origin) || !hash(t, fromObject(aliasOf(self)->args), &args)) return false;
  *out = origin ^ args;
  if (*out == -1) *out = -2;
  return true;
}
static Value aliasCompare(Thread &t, Value a, Value b, CompareKind kind) {
  if ((kind != CompareKind::Equal && kind != CompareKind::NotEqual) || !isInstance(a, TypeId::GenericAlias) || !isInstance(b, TypeId::GenericAlias))
    return notImplemented();
  int n = aliasOf(a)->starred == aliasOf(b)->starred ? compareTruth(t, aliasOf(a)->origin, aliasOf(b)->origin, CompareKind::Equal) : 0;
  if (n > 0) n = compareTruth(t, fromObject(aliasOf(a)->args), fromObject(aliasOf(b)->args), CompareKind::Equal);
  return n < 0 ? kNoValue : fromBool(n == (kind == CompareKind::Equal));
}
static Value aliasCall(Thread &t, Value callee, const Value *args, size_t positional, Tuple *kwNames) {
  Value made = call(t, aliasOf(callee)->origin, args, positional, kwNames);
  if (!ok(made)) return kNoValue;
  if (!setAttribute(t, made, names().__orig_class__, callee)) {
    if (!pendingMatches(t, Exc::AttributeError) && !pendingMatches(t, Exc::TypeError)) return kNoValue;
    clearPending(t);
  }
  return made;
}
/// Everything but the alias's own attributes comes from the origin.
static constexpr std::string_view kAliasAttributes[] = {
    "__class__",    "__origin__",   "__args__",   "__parameters__", "__mro_entries__", "__unpacked__", "__typing_unpacked_tuple_args__",
    "__reduce_ex__", "__reduce__", "__copy__", "__deepcopy__"};
static Value aliasGetAttribute(Thread &t, Value self, Value name) {
  if (isStr(name)) {
    for (auto own : kAliasAttributes)
      if (strEquals(as<Str>(name), own)) return genericGetAttribute(t, self, name);
    return getAttribute(t, aliasOf(self)->origin, strIntern(t, as<Str>(name)));
  }
  return genericGetAttribute(t, self, name);
}
/// iter(alias) gives the alias once, starred.
struct AliasIterator : Object {
  Value alias; // kNoValue at the end
};
static Type *aliasIteratorType;
static Value aliasIter(Thread &t, Value self) {
  auto *it = static_cast<AliasIterator *>(TRY(allocateInstance(t, aliasIteratorType)));
  it->alias = self;
  return fromObject(it);
}
static Value aliasIteratorNext(Thread &t, Value self) {
  auto *it = as<AliasIterator>(self);
  if (!ok(it->alias)) return kNoValue;
  Value alias = it->alias, starred = makeAlias(t, typeOf(alias), aliasOf(alias)->origin, fromObject(aliasOf(alias)->args));
  aliasOf(starred)->starred = 1;
  it->alias = kNoValue;
  return starred;
}
static Value aliasIteratorReduce(Thread &t, const Value *args) {
  Value alias = as<AliasIterator>(args[0])->alias, iter = TRY(builtinNamed(t, "iter"));
  return fromObject(tupleOf(t, iter, fromObject(tupleOf(t, ok(alias) ? alias : fromObject(emptyTuple())))));
}
static const NativeRow aliasIteratorMethods[] = {{"__reduce__", aliasIteratorReduce, "($self, /)"}, {}};
static void registerAliasIterator(Thread &t) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeNoCreate | kTypeImmutable;
  spec.instanceSize = sizeof(AliasIterator);
  spec.trace = [](Object *object, Tracer &tracer) { tracer.value(static_cast<AliasIterator *>(object)->alias); };
  spec.methods = aliasIteratorMethods;
  spec.fillSlots = [](Slots &s) {
    s.iter = [](Thread &, Value self) { return self; };
    s.next = aliasIteratorNext;
  };
  aliasIteratorType = makeNativeType(t, "builtins", "generic_alias_iterator", builtinType(TypeId::Object), spec);
  addRoot(&aliasIteratorType);
}
static Value aliasDir(Thread &t, const Value *args) {
  Value dir = TRY(builtinNamed(t, "dir"));
  Dict *all = dictNew(t);
  List *given = TRY(toList(t, TRY(callWith(t, dir, aliasOf(args[0])->origin))));
  for (int64_t i = 0; i < given->size; i++) TRY(dictSet(t, all, given->array->items[i], none()));
  for (auto own : kAliasAttributes) dictSetStr(t, all, internAscii(t, own), none());
  return fromObject(TRY(toList(t, fromObject(all))));
}
static Value aliasReduce(Thread &t, const Value *args) {
  GenericAlias *alias = aliasOf(args[0]);
  if (alias->starred) { // what the iterator of the plain one gives
    Value plain = genericAliasNew(t, alias->origin, fromObject(alias->args)), nextFunction = TRY(builtinNamed(t, "next"));
    return fromObject(tupleOf(t, nextFunction, fromObject(tupleOf(t, TRY(getIterator(t, plain))))));
  }
  Value parts = fromObject(tupleOf(t, alias->origin, fromObject(alias->args)));
  return fromObject(tupleOf(t, fromObject(builtinType(TypeId::GenericAlias)), parts));
}
static const NativeRow aliasMethods[] = {
    {"__dir__", aliasDir, "($self, /)"},
    {"__mro_entries__", [](Thread &t, const Value *args) { return fromObject(tupleOf(t, aliasOf(args[0])->origin)); }, "($self, bases, /)"},
    {"__instancecheck__", [](Thread &t, const Value *) { return raise(t, Msg::UnionIsInstance, "isinstance"); }, "($self, instance, /)"},
    {"__subclasscheck__", [](Thread &t, const Value *) { return raise(t, Msg::UnionIsInstance, "issubclass"); }, "($self, cls, /)"},
    {"__reduce__", aliasReduce, "($self, /)"},
    {}};
static const GetSetRow aliasGetSets[] = {
    {"__parameters__", aliasParameters},
    {"__unpacked__", [](Thread &, Value self) { return fromBool(aliasOf(self)->starred); }},
    {"__typing_unpacked_tuple_args__",
     [](Thread &, Value self) {
       bool tuple = aliasOf(self)->starred && same(aliasOf(self)->origin, fromObject(builtinType(TypeId::Tuple)));
       return tuple ? fromObject(aliasOf(self)->args) : none();
     }},
    {}};
static const MemberRow aliasMembers[] = {{"__origin__", offsetof(GenericAlias, origin)}, {"__args__", offsetof(GenericAlias, args)}, {}};

// --- Union

bool isUnion(Value v) { return isExactly(v, TypeId::Union); }
Tuple *unionArguments(Value v) { return as<Union>(v)->args; }
static void traceUnion(Object *object, Tracer &tracer) {
  tracer.object(static_cast<Union *>(object)->args);
  tracer.value(static_cast<Union *>(object)->parameters);
}
bool checkUnionClasses(Thread &t, Value v, const char *function) {
  Tuple *args = unionArguments(v);
  for (int64_t i = 0; i < args->size; i++)
    if (isExactly(args->items[i], TypeId::GenericAlias)) return raise(t, Msg::UnionIsInstance, function), false;
  return true;
}
static bool mayBeInUnion(Value v) { return isNone(v) || isType(v) || isInstance(v, TypeId::GenericAlias) || isUnion(v); }

static Value unionFrom(Thread &t, const std::vector<Value> &all) {
  std::vector<Value> flat;
  for (Value v : all) {
    if (isNone(v)) v = fromObject(builtinType(TypeId::None));
    Tuple *inner = isUnion(v) ? unionArguments(v) : nullptr;
    for (int64_t i = 0, n = inner ? inner->size : 1; i < n; i++) {
      Value item = inner ? inner->items[i] : v;
      bool known = false;
      for (Value old : flat) {
        int n2 = isType(old) && isType(item) ? same(old, item) : compareTruth(t, old, item, CompareKind::Equal);
        if (n2 < 0) return kNoValue;
        known |= n2 > 0;
      }
      if (!known) flat.push_back(item);
    }
  }
  if (flat.size() == 1) return flat[0];
  auto *made = allocate<Union>(t, TypeId::Union);
  made->args = tupleFrom(t, flat.data(), static_cast<int64_t>(flat.size()));
  return fromObject(made);
}
Value unionOr(Thread &t, Value a, Value b) {
  if (!mayBeInUnion(a) || !mayBeInUnion(b)) return notImplemented();
  return unionFrom(t, {a, b});
}
static Value unionRepr(Thread &t, Value self) {
  StrBuilder out(t);
  Tuple *args = unionArguments(self);
  for (int64_t i = 0; i < args->size; i++) {
    if (i) out.add(" | ");
    Value v = args->items[i];
    if (same(v, fromObject(builtinType(TypeId::None)))) {
      out.add("None");
      continue;
    }
    Str *shown = typeArgumentText(t, v);
    if (!shown) return kNoValue;
    out.add(shown);
  }
  return fromObject(out.finish());
}
static bool unionHash(Thread &t, Value self, int64_t *out) {
  Tuple *args = unionArguments(self);
  Value set = setNew(t, true); // as typing.Union does
  for (int64_t i = 0; i < args->size; i++)
    if (!setAdd(t, set, args->items[i])) return false;
  return hash(t, set, out);
}
static Value unionCompare(Thread &t, Value a, Value b, CompareKind kind) {
  if ((kind != CompareKind::Equal && kind != CompareKind::NotEqual) || !isUnion(b)) return notImplemented();
  Tuple *x = unionArguments(a), *y = unionArguments(b);
  bool equal = x->size == y->size;
  for (int64_t i = 0; equal && i < x->size; i++) {
    int n = contains(t, fromObject(y), x->items[i]);
    if (n < 0) return kNoValue;
    equal = n;
  }
  return fromBool(equal == (kind == CompareKind::Equal));
}
static Value unionParameters(Thread &t, Value self) {
  auto *u = as<Union>(self);
  if (!ok(u->parameters)) {
    Tuple *list = collectTypeParameters(t, u->args);
    if (!list) return kNoValue;
    u->parameters = fromObject(list);
  }
  return u->parameters;
}
static Value unionGetItem(Thread &t, Value self, Value item) {
  Value parameters = unionParameters(t, self);
  if (!ok(parameters)) return kNoValue;
  Tuple *args = substituteTypeParameters(t, self, unionArguments(self), as<Tuple>(parameters), item);
  if (!args) return kNoValue;
  Value result = args->items[0];
  for (int64_t i = 1; i < args->size && ok(result); i++) result = binaryOp(t, BinaryKind::Or, result, args->items[i]);
  return result;
}
static const NativeRow unionMethods[] = {
    {"__instancecheck__",
     [](Thread &t, const Value *args) {
       int n = isInstanceOf(t, args[1], args[0]);
       return n < 0 ? kNoValue : fromBool(n);
     },
     "($self, instance, /)"},
    {"__subclasscheck__",
     [](Thread &t, const Value *args) {
       int n = isSubclassOf(t, args[1], args[0]);
       return n < 0 ? kNoValue : fromBool(n);
     },
     "($self, cls, /)"},
    {}};
static const GetSetRow unionGetSets[] = {{"__parameters__", unionParameters}, {}};
static const MemberRow unionMembers[] = {{"__args__", offsetof(Union, args)}, {}};

void registerTypingTypes(Thread &t) {
  registerAliasIterator(t);
  registerType(t, {.id = TypeId::GenericAlias,
                   .flags = kTypeSubclassable | kTypeWeakRefs,
                   .instanceSize = sizeof(GenericAlias),
                   .doc = "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,).",
                   .trace = traceAlias,
                   .fillSlots =
                       [](Slots &s) {
                         s.create = aliasCreate;
                         s.repr = aliasRepr;
                         s.getItem = aliasGetItem;
                         s.hash = aliasHash;
                         s.compare = aliasCompare;
                         s.call = aliasCall;
                         s.getAttribute = aliasGetAttribute;
                         s.iter = aliasIter;
                         s.binary[static_cast<unsigned>(BinaryKind::Or)] = unionOr;
                       },
                   .methods = aliasMethods,
                   .getSets = aliasGetSets,
                   .members = aliasMembers});
  registerType(t, {.id = TypeId::Union,
                   .flags = kTypeNoCreate,
                   .instanceSize = sizeof(Union),
                   .doc = "Represent a PEP 604 union type\n\nE.g. for int | str",
                   .trace = traceUnion,
                   .fillSlots =
                       [](Slots &s) {
                         s.repr = unionRepr;
                         s.hash = unionHash;
                         s.compare = unionCompare;
                         s.getItem = unionGetItem;
                         s.binary[static_cast<unsigned>(BinaryKind::Or)] = unionOr;
                       },
                   .methods = unionMethods,
                   .getSets = unionGetSets,
                   .members = unionMembers});
}

} // namespace rt
