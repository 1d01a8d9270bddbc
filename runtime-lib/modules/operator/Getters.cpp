// operator.itemgetter, attrgetter and methodcaller.
#include "runtime-lib/modules/operator/Operator.h"
#include "runtime-lib/objects/Arguments.h"

namespace rt {

namespace {

/// items: keys, or for attrgetter tuples of interned name parts; methodcaller: name, then arguments.
struct Getter : Object {
  Tuple *given; // the arguments as they were given
  Tuple *items;
  Tuple *kwNames; // methodcaller
};
Type *itemType, *attributeType, *methodType;
Getter *getter(Value v) { return as<Getter>(v); }

Getter *newGetter(Thread &t, Type *type, Tuple *given) {
  auto *g = reinterpret_cast<Getter *>(allocateInstance(t, type));
  g->given = g->items = given;
  return g;
}
Value createItem(Thread &t, Type *type, const Value *args, size_t positional, Tuple *kwNames) {
  if (!noKeywords(t, "itemgetter", kwNames) || !argumentCount(t, "itemgetter", positional, 1, SIZE_MAX)) return kNoValue;
  return fromObject(newGetter(t, type, tupleFrom(t, args, static_cast<int64_t>(positional))));
}
bool oneArgument(Thread &t, const char *name, size_t positional, Tuple *kwNames) {
  return noKeywords(t, name, kwNames) && argumentCount(t, name, positional, 1, 1);
}
Value callItem(Thread &t, Value self, const Value *args, size_t positional, Tuple *kwNames) {
  if (!oneArgument(t, "itemgetter", positional, kwNames)) return kNoValue;
  Tuple *items = getter(self)->items;
  if (items->size == 1) return getItem(t, args[0], items->items[0]);
  Tuple *result = TRY(tupleNew(t, items->size));
  for (int64_t i = 0; i < items->size; i++) result->items[i] = none();
  for (int64_t i = 0; i < items->size; i++) {
    Value v = TRY(getItem(t, args[0], items->items[i]));
    storeField(result, &result->items[i], v);
  }
  return fromObject(result);
}

Value createAttribute(Thread &t, Type *type, const Value *args, size_t positional, Tuple *kwNames) {
  if (!noKeywords(t, "attrgetter", kwNames) || !argumentCount(t, "attrgetter", positional, 1, SIZE_MAX)) return kNoValue;
  Tuple *given = tupleFrom(t, args, static_cast<int64_t>(positional));
  Tuple *paths = tupleNew(t, given->size);
  for (int64_t i = 0; i < given->size; i++) paths->items[i] = none();
  for (int64_t i = 0; i < given->size; i++) {
    if (!isStr(args[i])) return raiseText(t, Exc::TypeError, "attribute name must be a string");
    auto *name = as<Str>(args[i]);
    List *parts = listNew(t);
    for (int64_t from = 0;;) {
      int64_t to = from;
      while (to < name->length && strAt(name, to) != '.') to++;
      if (!listAppend(t, parts, fromObject(strIntern(t, strSlice(t, name, from, to))))) return kNoValue;
      if (to == name->length) break;
      from = to + 1;
    }
    storeField(paths, &paths->items[i], fromObject(toTuple(t, fromObject(parts))));
  }
  Getter *g = newGetter(t, type, given);
  g->items = paths;
  return fromObject(g);
}
Value followPath(Thread &t, Value object, Value path) {
  auto *parts = as<Tuple>(path);
  for (int64_t i = 0; i < parts->size; i++) object = TRY(getAttribute(t, object, as<Str>(parts->items[i])));
  return object;
}
Value callAttribute(Thread &t, Value self, const Value *args, size_t positional, Tuple *kwNames) {
  if (!oneArgument(t, "attrgetter", positional, kwNames)) return kNoValue;
  Tuple *paths = getter(self)->items;
  if (paths->size == 1) return followPath(t, args[0], paths->items[0]);
  Tuple *result = TRY(tupleNew(t, paths->size));
  for (int64_t i = 0; i < paths->size; i++) result->items[i] = none();
  for (int64_t i = 0; i < paths->size; i++) {
    Value v = TRY(followPath(t, args[0], paths->items[i]));
    storeField(result, &result->items[i], v);
  }
  return fromObject(result);
}

Value createMethod(Thread &t, Type *type, const Value *args, size_t positional, Tuple *kwNames) {
  if (!positional) return raiseText(t, Exc::TypeError, "methodcaller needs at least one argument, the method name");
  if (!isStr(args[0])) return raiseText(t, Exc::TypeError, "method name must be a string");
  int64_t keywords = kwNames ? kwNames->size : 0;
  Getter *g = newGetter(t, type, tupleFrom(t, args, static_cast<int64_t>(positional) + keywords));
  g->items = g->given;
  storeField(g->given, &g->given->items[0], fromObject(strIntern(t, as<Str>(args[0]))));
  g->kwNames = keywords ? kwNames : nullptr;
  return fromObject(g);
}
Value callMethodOf(Thread &t, Value self, const Value *args, size_t positional, Tuple *kwNames) {
  if (!oneArgument(t, "methodcaller", positional, kwNames)) return kNoValue;
  Getter *g = getter(self);
  auto keywords = static_cast<size_t>(g->kwNames ? g->kwNames->size : 0);
  return callMethod(t, args[0], as<Str>(g->items->items[0]), g->items->items + 1,
                    static_cast<size_t>(g->items->size) - 1 - keywords, g->kwNames);
}

Value represent(Thread &t, Value self) {
  bool failed;
  if (!enterRepr(t, self, &failed)) return failed ? kNoValue : fromObject(strFromAscii(t, "operator.itemgetter(...)"));
  Getter *g = getter(self);
  StrBuilder out(t);
  out.add("operator.");
  out.add(typeOf(self)->name);
  out.add("(");
  int64_t plain = g->given->size - (g->kwNames ? g->kwNames->size : 0);
  bool good = true;
  for (int64_t i = 0; good && i < g->given->size; i++) {
    if (i) out.add(", ");
    if (i >= plain) {
      out.add(as<Str>(g->kwNames->items[i - plain]));
      out.add("=");
    }
    Str *shown = repr(t, g->given->items[i]);
    good = shown != nullptr;
    if (good) out.add(shown);
  }
  leaveRepr(t, self);
  out.add(")");
  return good ? fromObject(out.finish()) : kNoValue;
}
Value reduce(Thread &t, const Value *a) {
  Getter *g = getter(a[0]);
  if (!g->kwNames) return fromObject(tupleOf(t, fromObject(typeOf(a[0])), fromObject(g->given)));
  // With keywords: functools.partial(methodcaller, name, **kwargs)(*args)
  Value functools = TRY(importModule(t, "functools"));
  Value partial = TRY(getAttribute(t, functools, internAscii(t, "partial")));
  int64_t keywords = g->kwNames->size, plain = g->given->size - keywords;
  Value args[66] = {fromObject(typeOf(a[0])), g->given->items[0]};
  if (keywords > 64) return raiseText(t, Exc::NotImplementedError, "methodcaller with more than 64 keywords cannot be pickled");
  for (int64_t i = 0; i < keywords; i++) args[2 + i] = g->given->items[plain + i];
  Value made = TRY(call(t, partial, args, 2, g->kwNames));
  return fromObject(tupleOf(t, made, fromObject(tupleFrom(t, g->given->items + 1, plain - 1))));
}
const NativeRow kMethods[] = {{"__reduce__", reduce, "($self, /)"}, {nullptr, nullptr, nullptr}};

Type *makeGetter(Thread &t, Value module, const char *name, void (*fill)(Slots &)) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeSubclassable;
  spec.instanceSize = sizeof(Getter);
  spec.trace = [](Object *o, Tracer &tracer) {
    auto *g = static_cast<Getter *>(o);
    tracer.pointer(g->given);
    tracer.pointer(g->items);
    tracer.pointer(g->kwNames);
  };
  spec.methods = kMethods;
  spec.fillSlots = fill;
  Type *type = addType(t, module, name, spec);
  if (type) dictSetStr(t, type->dict, names().__module__, fromObject(internAscii(t, "operator")));
  return type;
}

} // namespace

bool addGetters(Thread &t, Value module) {
  itemType = makeGetter(t, module, "itemgetter", [](Slots &s) {
    s.create = createItem;
    s.call = callItem;
    s.repr = represent;
  });
  attributeType = makeGetter(t, module, "attrgetter", [](Slots &s) {
    s.create = createAttribute;
    s.call = callAttribute;
    s.repr = represent;
  });
  methodType = makeGetter(t, module, "methodcaller", [](Slots &s) {
    s.create = createMethod;
    s.call = callMethodOf;
    s.repr = represent;
  });
  return itemType && attributeType && methodType;
}

} // namespace rt
