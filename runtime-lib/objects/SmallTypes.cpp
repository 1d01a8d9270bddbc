// Small built-in types: None, NotImplemented, Ellipsis, cell, module, mappingproxy, SimpleNamespace.
#include "runtime-lib/core/Names.h"
#include "runtime-lib/modules/Sys.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/NativeFunction.h"
#include "runtime-lib/objects/Shape.h"
#include "runtime-lib/objects/TypeInternals.h"
#include "runtime-lib/protocols/Dispatch.h"

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <string>
#include <vector>

namespace rt {

void registerTypingTypes(Thread &);
void registerWeakRefType(Thread &);

static Value text(Thread &t, std::string_view s) { return fromObject(strFromUtf8(t, s)); }
static std::string atAddress(Value v) {
  char address[40];
  std::snprintf(address, sizeof address, "%p", static_cast<void *>(asObject(v)));
  return address;
}

// --- None, NotImplemented, Ellipsis

static const char *const kNoneTypeName = "NoneType";
static const char *const kNotImplementedTypeName = "NotImplementedType";
static const char *const kEllipsisTypeName = "EllipsisType"; // not the name that the type has
template <Object *Singleton, const char *const *name> static Value createSingleton(Thread &t, Type *type, const Value *, size_t positional, Tuple *kwNames) {
  if (positional || (kwNames && kwNames->size)) return raise(t, Msg::SingletonNoArguments, *name);
  return fromObject(Singleton);
}
static const NativeRow singletonReduce[] = {
    {"__reduce__",
     [](Thread &t, const Value *args) { return text(t, isNotImplemented(args[0]) ? "NotImplemented" : "Ellipsis"); },
     "($self, /)"},
    {}};

static void registerSingletons(Thread &t) {
  registerType(t, {.id = TypeId::None, .instanceSize = sizeof(Object), .fillSlots = [](Slots &s) {
                     s.repr = [](Thread &th, Value) { return text(th, "None"); };
                     s.truth = [](Thread &, Value) { return 0; };
                     s.create = createSingleton<&rt_None, &kNoneTypeName>;
                   }});
  registerType(t, {.id = TypeId::NotImplemented,
                   .instanceSize = sizeof(Object),
                   .fillSlots =
                       [](Slots &s) {
                         s.repr = [](Thread &th, Value) { return text(th, "NotImplemented"); };
                         s.truth = [](Thread &th, Value) { return warn(th, Msg::NotImplementedTruth) ? 1 : -1; };
                         s.create = createSingleton<&rt_NotImplemented, &kNotImplementedTypeName>;
                       },
                   .methods = singletonReduce});
  registerType(t, {.id = TypeId::Ellipsis,
                   .instanceSize = sizeof(Object),
                   .fillSlots =
                       [](Slots &s) {
                         s.repr = [](Thread &th, Value) { return text(th, "Ellipsis"); };
                         s.create = createSingleton<&rt_Ellipsis, &kEllipsisTypeName>;
                       },
                   .methods = singletonReduce});
}

// --- cell

extern "C" {
/// What generated code reads instead of the cell of a builtin that does not exist.
alignas(16) Cell rt_emptyCell = {{static_cast<uint32_t>(TypeId::GlobalCell), 0, 0, 0}, kNoValue};
}

static Cell *cellOf(Value v) { return as<Cell>(v); }
Cell *cellNew(Thread &t, Value content) {
  auto *cell = allocate<Cell>(t, TypeId::Cell);
  cell->content = content;
  return cell;
}
static void traceCell(Object *object, Tracer &tracer) { tracer.value(static_cast<Cell *>(object)->content); }
static Value cellContents(Thread &t, Value self) { return ok(cellOf(self)->content) ? cellOf(self)->content : raise(t, Msg::CellEmpty); }
static bool setCellContents(Thread &, Value self, Value v) {
  storeField(asObject(self), &cellOf(self)->content, v);
  return true;
}
static Value cellRepr(Thread &t, Value self) {
  Value v = cellOf(self)->content;
  std::string out = "<cell at " + atAddress(self) + ": ";
  if (!ok(v)) return text(t, out + "empty>");
  std::string where = isObject(v) ? atAddress(v) : "0x0";
  return text(t, out + typeNameOf(typeOf(v)) + " object at " + where + ">");
}
static Value cellCompare(Thread &t, Value a, Value b, CompareKind kind) {
  if (!isExactly(b, TypeId::Cell)) return notImplemented();
  Value x = cellOf(a)->content, y = cellOf(b)->content;
  if (ok(x) && ok(y)) return compare(t, x, y, kind);
  return compare(t, fromInt(ok(x)), fromInt(ok(y)), kind);
}
static Value cellCreate(Thread &t, Type *, const Value *args, size_t positional, Tuple *) {
  if (positional > 1) return raise(t, Msg::NativeAtMost, "cell", 1, "", positional);
  return fromObject(cellNew(t, positional ? args[0] : kNoValue));
}
static const GetSetRow cellGetSets[] = {{"cell_contents", cellContents, setCellContents}, {}};

// --- module

static Module *moduleOf(Value v) { return as<Module>(v); }
static void traceModule(Object *object, Tracer &tracer) { tracer.object(static_cast<Module *>(object)->dict); }

static bool initModuleDict(Thread &t, Dict *dict, Value name, Value doc) {
  return dictSetStr(t, dict, names().__name__, name) && dictSetStr(t, dict, names().__doc__, doc) &&
         dictSetStr(t, dict, names().__package__, none()) && dictSetStr(t, dict, names().__loader__, none()) &&
         dictSetStr(t, dict, names().__spec__, none());
}
Module *moduleNew(Thread &t, Str *name) {
  auto *module = allocate<Module>(t, TypeId::Module);
  module->dict = dictNew(t);
  module->dict->flags |= kDictModule;
  return initModuleDict(t, module->dict, fromObject(name), none()) ? module : nullptr;
}
static Value moduleCreate(Thread &t, Type *type, const Value *, size_t, Tuple *) {
  auto *module = static_cast<Module *>(allocateInstance(t, type));
  module->dict = dictNew(t);
  module->dict->flags |= kDictModule;
  return fromObject(module);
}
static bool moduleInit(Thread &t, Value self, const Value *args, size_t positional, Tuple *kwNames) {
  static const NativeRow row = {"module", nullptr, "(name, doc=None)", NativeKind::Function};
  (void)row;
  Value name = positional > 0 ? args[0] : kNoValue, doc = positional > 1 ? args[1] : none();
  if (positional > 2) return raise(t, Msg::NativeTakes, "module", "at most", 2, "", "s", positional), false;
  for (int64_t k = 0; kwNames && k < kwNames->size; k++) {
    Value v = args[positional + static_cast<size_t>(k)];
    if (strEquals(as<Str>(kwNames->items[k]), "name")) name = v;
    else if (strEquals(as<Str>(kwNames->items[k]), "doc")) doc = v;
    else return raise(t, Msg::NativeUnexpectedKeyword, kwNames->items[k], "module"), false;
  }
  if (!ok(name)) return raise(t, Msg::NativeMissing, "module", "name", 1), false;
  if (!isStr(name)) return raise(t, Msg::ModuleNameNotStr, typeName(name)), false;
  return initModuleDict(t, moduleOf(self)->dict, name, doc);
}

static Value submoduleSpec(Thread &t, const std::string &name) {
  Value module = dictGetStr(sysModules(), strIntern(t, strFromUtf8(t, name)));
  return ok(module) && isInstance(module, TypeId::Module) ? dictGetStr(as<Module>(module)->dict, names().__spec__) : kNoValue;
}
static bool isInitializing(Thread &t, Value spec) {
  if (!ok(spec) || isNone(spec)) return false;
  bool failed = false;
  Value v = getAttributeOrNone(t, spec, names()._initializing, &failed);
  if (failed) clearPending(t);
  if (!ok(v)) return false;
  int n = truth(t, v);
  if (n < 0) clearPending(t);
  return n > 0;
}
static Value moduleGetAttribute(Thread &t, Value self, Value name) {
  // Fast path: a name in the namespace that no class attribute shadows.
  Dict *dict = moduleOf(self)->dict;
  if (isStr(name) && dict) {
    Str *interned = strIntern(t, as<Str>(name));
    if (!ok(typeLookup(typeOf(self), interned))) {
      Value v = dictGetStr(dict, interned);
      if (ok(v)) return v;
    }
  }
  Value v = genericGetAttribute(t, self, name);
  if (ok(v) || !dict || !pendingMatches(t, Exc::AttributeError) || !isStr(name)) return v;
  Value getattr = dictGetStr(dict, names().__getattr__);
  if (ok(getattr)) {
    clearPending(t);
    return callWith(t, getattr, name);
  }
  Value moduleName = dictGetStr(dict, names().__name__);
  clearPending(t);
  if (!ok(moduleName) || !isStr(moduleName))
    return raiseAttributeError(t, self, as<Str>(name), "module has no attribute '" + std::string(strUtf8(t, as<Str>(name))) + "'");
  std::string who(strUtf8(t, as<Str>(moduleName))), what(strUtf8(t, as<Str>(name)));
  std::string message;
  if (isInitializing(t, dictGetStr(dict, names().__spec__)))
    message = "partially initialized module '" + who + "' has no attribute '" + what + "' (most likely due to a circular import)";
  else if (isInitializing(t, submoduleSpec(t, who + "." + what)))
    message = "cannot access submodule '" + what + "' of module '" + who + "' (most likely due to a circular import)";
  else
    message = "module '" + who + "' has no attribute '" + what + "'";
  return raiseAttributeError(t, self, as<Str>(name), message);
}
static Value moduleRepr(Thread &t, Value self) {
  Dict *dict = moduleOf(self)->dict;
  Value name = dictGetStr(dict, names().__name__), file = dictGetStr(dict, names().__file__);
  Str *shown = ok(name) ? repr(t, name) : strFromAscii(t, "'?'");
  if (!shown) return kNoValue;
  std::string out = "<module " + std::string(strUtf8(t, shown));
  Value loader = dictGetStr(dict, names().__loader__), spec = dictGetStr(dict, names().__spec__);
  if (!moduleOf(self)->data && ok(loader) && !isNone(loader) && (!ok(spec) || isNone(spec))) {
    bool failed = false;
    Value custom = getAttributeOrNone(t, loader, internAscii(t, "module_repr"), &failed);
    Value answer = ok(custom) && !failed ? callWith(t, custom, self) : kNoValue;
    if (ok(answer)) return answer;
    clearPending(t);
    if (!ok(file)) {
      Str *by = repr(t, loader);
      return by ? text(t, out + " (" + std::string(strUtf8(t, by)) + ")>") : kNoValue;
    }
  }
  if (ok(file) && isStr(file)) {
    Str *path = repr(t, file);
    return path ? text(t, out + " from " + std::string(strUtf8(t, path)) + ">") : kNoValue;
  }
  bool builtin = moduleOf(self)->data || (ok(spec) && !isNone(spec)) || (ok(loader) && !isNone(loader));
  return text(t, out + (builtin ? " (built-in)>" : ">"));
}
static Value moduleDir(Thread &t, const Value *args) {
  Value dict = TRY(getAttribute(t, args[0], names().__dict__));
  if (!isDict(dict)) return raise(t, Msg::ModuleDictNotDict);
  Value custom = dictGetStr(as<Dict>(dict), names().__dir__);
  if (ok(custom)) return callWith(t, custom);
  List *list = toList(t, dict);
  return list ? fromObject(list) : kNoValue;
}
static Value moduleAnnotations(Thread &t, Value self) {
  Dict *dict = moduleOf(self)->dict;
  Value v = dictGetStr(dict, names().__annotations__);
  if (ok(v)) return v;
  Dict *fresh = dictNew(t);
  return fresh && dictSetStr(t, dict, names().__annotations__, fromObject(fresh)) ? fromObject(fresh) : kNoValue;
}
static bool setModuleAnnotations(Thread &t, Value self, Value v) {
  Dict *dict = moduleOf(self)->dict;
  if (ok(v)) return dictSetStr(t, dict, names().__annotations__, v);
  return ok(dictPopStr(t, dict, names().__annotations__)) || ok(raiseAttributeError(t, self, names().__annotations__, "__annotations__"));
}
static Value moduleDictGetter(Thread &, Value self) { return moduleOf(self)->dict ? fromObject(moduleOf(self)->dict) : none(); }
static const NativeRow moduleMethods[] = {{"__dir__", moduleDir, "($self, /)"}, {}};
static const GetSetRow moduleGetSets[] = {{"__dict__", moduleDictGetter}, {"__annotations__", moduleAnnotations, setModuleAnnotations}, {}};

// --- mappingproxy

struct MappingProxy : Object {
  Value mapping;
};
static Value mappingOf(Value v) { return as<MappingProxy>(v)->mapping; }
Value mappingProxyNew(Thread &t, Value mapping) {
  auto *proxy = allocate<MappingProxy>(t, TypeId::MappingProxy);
  proxy->mapping = mapping;
  return fromObject(proxy);
}
static void traceProxy(Object *object, Tracer &tracer) { tracer.value(static_cast<MappingProxy *>(object)->mapping); }
static Value proxyCreate(Thread &t, Type *, const Value *args, size_t positional, Tuple *kwNames) {
  Value mapping = positional == 1 ? args[0] : kwNames && kwNames->size == 1 && !positional ? args[0] : kNoValue;
  if (!ok(mapping)) return raise(t, Msg::NativeMissing, "mappingproxy", "mapping", 1);
  if (!typeOf(mapping)->slots.getItem || isList(mapping) || isTuple(mapping))
    return raise(t, Msg::MappingProxyArgument, typeName(mapping));
  return mappingProxyNew(t, mapping);
}
template <const char *Method> static Value forward(Thread &t, const Value *args) {
  return callMethodWith(t, mappingOf(args[0]), internAscii(t, Method));
}
static constexpr char kKeys[] = "keys", kValues[] = "values", kItems[] = "items", kCopy[] = "copy", kReversed[] = "__reversed__";
static Value proxyGet(Thread &t, const Value *args) {
  return callMethodWith(t, mappingOf(args[0]), names().get, args[1], ok(args[2]) ? args[2] : none());
}
static Value proxyOr(Thread &t, Value a, Value b) {
  auto open = [](Value v) { return isExactly(v, TypeId::MappingProxy) ? mappingOf(v) : v; };
  return binaryOp(t, BinaryKind::Or, open(a), open(b));
}
static Value refuseInplaceOr(Thread &t, Value a, Value b) {
  return raise(t, Msg::OperandsUnsupported, "|=", typeName(a), typeName(b));
}
static const NativeRow proxyMethods[] = {{"get", proxyGet, "($self, key, default=None, /)"},
                                         {"keys", forward<kKeys>, "($self, /)"},
                                         {"values", forward<kValues>, "($self, /)"},
                                         {"items", forward<kItems>, "($self, /)"},
                                         {"copy", forward<kCopy>, "($self, /)"},
                                         {"__reversed__", forward<kReversed>, "($self, /)"},
                                         {"__class_getitem__",
                                          [](Thread &t, const Value *args) { return genericAliasNew(t, args[0], args[1]); },
                                          "($cls, item, /)", NativeKind::ClassMethod},
                                         {}};

// --- SimpleNamespace

static void traceNothing(Object *, Tracer &) {}
static bool namespaceInit(Thread &t, Value self, const Value *args, size_t positional, Tuple *kwNames) {
  if (positional) return raise(t, Msg::NamespacePositional), false;
  Dict *dict = instanceDict(t, self);
  if (!dict) return false;
  for (int64_t k = 0; kwNames && k < kwNames->size; k++)
    if (!dictSet(t, dict, kwNames->items[k], args[k])) return false;
  return true;
}
static Value namespaceRepr(Thread &t, Value self) {
  bool failed = false;
  std::string name = typeOf(self) == builtinType(TypeId::SimpleNamespace) ? "namespace" : typeNameOf(typeOf(self));
  if (!enterRepr(t, self, &failed)) return failed ? kNoValue : text(t, name + "(...)");
  StrBuilder out(t);
  out.add(name + "(");
  Dict *dict = instanceDict(t, self);
  int64_t position = 0;
  Value key, v;
  bool first = true, good = true;
  while (good && dictNext(dict, &position, &key, &v)) {
    if (!isStr(key)) continue;
    Str *shown = repr(t, v);
    if (!(good = shown)) break;
    if (!first) out.add(", ");
    first = false;
    out.add(as<Str>(key));
    out.add("=");
    out.add(shown);
  }
  leaveRepr(t, self);
  out.add(")");
  return good ? fromObject(out.finish()) : kNoValue;
}
static Value namespaceCompare(Thread &t, Value a, Value b, CompareKind kind) {
  if (!isInstance(a, TypeId::SimpleNamespace) || !isInstance(b, TypeId::SimpleNamespace)) return notImplemented();
  return compare(t, fromObject(instanceDict(t, a)), fromObject(instanceDict(t, b)), kind);
}
static Value namespaceReduce(Thread &t, const Value *args) {
  return fromObject(tupleOf(t, fromObject(typeOf(args[0])), fromObject(emptyTuple()), fromObject(instanceDict(t, args[0]))));
}
static const NativeRow namespaceMethods[] = {{"__reduce__", namespaceReduce, "($self, /)"}, {}};
Value simpleNamespaceNew(Thread &t, Dict *attributes) {
  Object *object = allocateInstance(t, builtinType(TypeId::SimpleNamespace));
  if (attributes) instanceToDict(t, object, attributes);
  return fromObject(object);
}

void registerSmallTypes(Thread &t) {
  registerSingletons(t);
  registerType(t, {.id = TypeId::Cell,
                   .instanceSize = sizeof(Cell),
                   .doc = "Create a new cell object.",
                   .trace = traceCell,
                   .fillSlots =
                       [](Slots &s) {
                         s.repr = cellRepr;
                         s.compare = cellCompare;
                         s.create = cellCreate;
                       },
                   .getSets = cellGetSets});
  registerType(t, {.id = TypeId::ValueArray, .instanceSize = sizeof(ValueArray), .trace = [](Object *object, Tracer &tracer) {
                     auto *array = static_cast<ValueArray *>(object);
                     tracer.range(array->items, static_cast<size_t>(array->capacity));
                   }});
  for (TypeId id : {TypeId::StrBuffer, TypeId::ByteBlock}) registerType(t, {.id = id, .instanceSize = sizeof(Object)});
  for (TypeId id : {TypeId::GlobalCell}) registerType(t, {.id = id, .instanceSize = sizeof(Cell), .trace = traceCell});
  registerType(t, {.id = TypeId::Module,
                   .flags = kTypeSubclassable | kTypeWeakRefs,
                   .instanceSize = sizeof(Module),
                   .doc = "Create a module object.",
                   .trace = traceModule,
                   .fillSlots =
                       [](Slots &s) {
                         s.repr = moduleRepr;
                         s.create = moduleCreate;
                         s.init = moduleInit;
                         s.getAttribute = moduleGetAttribute;
                       },
                   .methods = moduleMethods,
                   .getSets = moduleGetSets,
                   .extraOffset = offsetof(Module, dict)});
  registerType(t, {.id = TypeId::MappingProxy,
                   .flags = kTypeMatchMapping,
                   .instanceSize = sizeof(MappingProxy),
                   .trace = traceProxy,
                   .fillSlots =
                       [](Slots &s) {
                         s.create = proxyCreate;
                         s.repr = [](Thread &th, Value self) {
                           Str *inner = repr(th, mappingOf(self));
                           return inner ? text(th, "mappingproxy(" + std::string(strUtf8(th, inner)) + ")") : kNoValue;
                         };
                         s.str = [](Thread &th, Value self) {
                           Str *inner = str(th, mappingOf(self));
                           return inner ? fromObject(inner) : kNoValue;
                         };
                         s.iter = [](Thread &th, Value self) { return getIterator(th, mappingOf(self)); };
                         s.length = [](Thread &th, Value self) { return length(th, mappingOf(self)); };
                         s.getItem = [](Thread &th, Value self, Value key) { return getItem(th, mappingOf(self), key); };
                         s.contains = [](Thread &th, Value self, Value key) { return contains(th, mappingOf(self), key); };
                         s.compare = [](Thread &th, Value a, Value b, CompareKind kind) {
                           return compare(th, mappingOf(a), isExactly(b, TypeId::MappingProxy) ? mappingOf(b) : b, kind);
                         };
                         s.hash = [](Thread &th, Value self, int64_t *out) { return hash(th, mappingOf(self), out); };
                         s.binary[static_cast<unsigned>(BinaryKind::Or)] = proxyOr;
                         s.inplace[static_cast<unsigned>(BinaryKind::Or)] = refuseInplaceOr;
                       },
                   .methods = proxyMethods});
  registerType(t, {.id = TypeId::SimpleNamespace,
                   .flags = kTypeSubclassable,
                   .instanceSize = sizeof(Instance),
                   .doc = "A simple attribute-based namespace.\n\nSimpleNamespace(**kwargs)",
                   .trace = traceNothing,
                   .fillSlots =
                       [](Slots &s) {
                         s.create = [](Thread &th, Type *type, const Value *, size_t, Tuple *) -> Value {
                           return fromObject(allocateInstance(th, type));
                         };
                         s.init = namespaceInit;
                         s.repr = namespaceRepr;
                         s.compare = namespaceCompare;
                       },
                   .methods = namespaceMethods,
                   .extraOffset = offsetof(Instance, extra)});
  addGetSets(t, builtinType(TypeId::SimpleNamespace), instanceDictRow);
  registerTypingTypes(t);
  registerWeakRefType(t);
}

} // namespace rt
