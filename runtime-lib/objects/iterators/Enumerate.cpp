// enumerate, zip, map and filter (Library reference, "Built-in Functions").
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Arguments.h"
#include "runtime-lib/objects/iterators/Iterators.h"

namespace rt {
namespace {

Value selfSlot(Thread &, Value self) { return self; }

// --- enumerate
Value createEnumerate(Thread &t, Type *type, const Value *args, size_t positional, Tuple *kwNames) {
  Value iterable = positional > 0 ? args[0] : kNoValue, start = positional > 1 ? args[1] : kNoValue;
  size_t total = positional + (kwNames ? static_cast<size_t>(kwNames->size) : 0);
  if (total > 2)
    return raise(t, Msg::EnumerateCount, total);
  for (size_t i = positional; i < total; i++) {
    Str *name = as<Str>(kwNames->items[i - positional]);
    if (strEquals(name, "iterable") && !ok(iterable))
      iterable = args[i];
    else if (strEquals(name, "start") && !ok(start))
      start = args[i];
    else
      return raise(t, Msg::InvalidKeyword, fromObject(name), "enumerate");
  }
  if (!ok(iterable))
    return raise(t, Msg::EnumerateMissing);
  Value index = ok(start) ? TRY(toIndex(t, start)) : fromInt(0);
  Value iterator = TRY(getIterator(t, iterable));
  Object *object = TRY(allocateInstance(t, type));
  Enumerate *e = static_cast<Enumerate *>(object);
  e->iterator = iterator;
  e->index = index;
  return fromObject(e);
}
Value nextEnumerate(Thread &t, Value self) {
  Enumerate *e = as<Enumerate>(self);
  Value item = TRY(next(t, e->iterator));
  Value index = e->index;
  e->index = TRY(intAdd(t, index, fromInt(1)));
  writeBarrier(e);
  return fromObject(TRY(tupleOf(t, index, item)));
}
Value reduceEnumerate(Thread &t, const Value *args) {
  Enumerate *e = as<Enumerate>(args[0]);
  Tuple *state = TRY(tupleOf(t, e->iterator, e->index));
  return fromObject(TRY(tupleOf(t, fromObject(typeOf(args[0])), fromObject(state))));
}
Value classGetItem(Thread &t, const Value *args) { return genericAliasNew(t, args[0], args[1]); }
const NativeRow kEnumerateMethods[] = {{"__class_getitem__", classGetItem, "($type, object, /)",
                                        NativeKind::ClassMethod, "See PEP 585"},
                                       {"__reduce__", reduceEnumerate, "($self, /)",
                                        NativeKind::Method,
                                        "Return state information for pickling."},
                                       {nullptr, nullptr, nullptr}};
void traceEnumerate(Object *object, Tracer &tracer) {
  Enumerate *e = static_cast<Enumerate *>(object);
  tracer.value(e->iterator);
  tracer.value(e->index);
}

// --- zip
Value createZip(Thread &t, Type *type, const Value *args, size_t positional, Tuple *kwNames) {
  bool strict = false;
  for (int64_t i = 0; kwNames && i < kwNames->size; i++) {
    Str *name = as<Str>(kwNames->items[i]);
    if (!strEquals(name, "strict")) {
      if (kwNames->size > 1)
        return raise(t, Msg::ZipKeywordCount, kwNames->size);
      return raise(t, Msg::InvalidKeyword, fromObject(name), "zip");
    }
    int b = truth(t, args[positional + static_cast<size_t>(i)]);
    if (b < 0)
      return kNoValue;
    strict = b;
  }
  Tuple *iterators = TRY(tupleNew(t, static_cast<int64_t>(positional)));
  for (size_t i = 0; i < positional; i++) {
    Value it = getIterator(t, args[i]);
    if (!ok(it))
      return kNoValue;
    iterators->items[i] = it;
    writeBarrier(iterators);
  }
  Object *object = TRY(allocateInstance(t, type));
  Zip *z = static_cast<Zip *>(object);
  z->iterators = iterators;
  z->strict = strict;
  return fromObject(z);
}
} // namespace

// zip(strict=True): all iterators must end together (PEP 618).
Value zipEnded(Thread &t, Zip *z, int64_t at) {
  if (ok(t.pending) || !z->strict)
    return kNoValue;
  const char *others = at == 1 ? " " : "s 1-";
  if (at > 0)
    return raise(t, Msg::ZipShorter, at + 1, others, at);
  for (int64_t i = 1; i < z->iterators->size; i++) {
    if (ok(next(t, z->iterators->items[i])))
      return raise(t, Msg::ZipLonger, i + 1, i == 1 ? " " : "s 1-", i);
    if (ok(t.pending))
      return kNoValue;
  }
  return kNoValue;
}
namespace {
Value nextZip(Thread &t, Value self) {
  Zip *z = as<Zip>(self);
  int64_t n = z->iterators->size;
  if (!n)
    return kNoValue;
  Tuple *items = TRY(tupleNew(t, n));
  for (int64_t i = 0; i < n; i++) {
    Value item = next(t, z->iterators->items[i]);
    if (!ok(item))
      return zipEnded(t, z, i);
    items->items[i] = item;
    writeBarrier(items);
  }
  return fromObject(items);
}
Value setStateZip(Thread &t, const Value *args) {
  int strict = truth(t, args[1]);
  if (strict < 0)
    return kNoValue;
  as<Zip>(args[0])->strict = strict;
  return none();
}
Value reduceZip(Thread &t, const Value *args) {
  Zip *z = as<Zip>(args[0]);
  Value type = fromObject(typeOf(args[0])), state = fromObject(z->iterators);
  return fromObject(z->strict ? TRY(tupleOf(t, type, state, fromBool(true)))
                              : TRY(tupleOf(t, type, state)));
}
const NativeRow kZipMethods[] = {{"__reduce__", reduceZip, "($self, /)", NativeKind::Method,
                                  "Return state information for pickling."},
                                 {"__setstate__", setStateZip, "($self, state, /)",
                                  NativeKind::Method, "Set state information for unpickling."},
                                 {nullptr, nullptr, nullptr}};
void traceZip(Object *object, Tracer &tracer) {
  tracer.pointer(static_cast<Zip *>(object)->iterators);
}

// --- map
Value createMap(Thread &t, Type *type, const Value *args, size_t positional, Tuple *kwNames) {
  if (!noKeywordsFor(t, inheritsInit(type, TypeId::Map), "map", kwNames))
    return kNoValue;
  if (positional < 2)
    return raise(t, Msg::MapArguments);
  Tuple *iterators = TRY(tupleNew(t, static_cast<int64_t>(positional) - 1));
  for (size_t i = 1; i < positional; i++) {
    Value it = getIterator(t, args[i]);
    if (!ok(it))
      return kNoValue;
    iterators->items[i - 1] = it;
    writeBarrier(iterators);
  }
  Object *object = TRY(allocateInstance(t, type));
  Map *m = static_cast<Map *>(object);
  m->function = args[0];
  m->iterators = iterators;
  return fromObject(m);
}
Value nextMap(Thread &t, Value self) {
  Map *m = as<Map>(self);
  int64_t n = m->iterators->size;
  if (n == 1) {
    Value item = TRY(next(t, m->iterators->items[0]));
    return call(t, m->function, &item, 1);
  }
  Tuple *items = TRY(tupleNew(t, n));
  for (int64_t i = 0; i < n; i++) {
    items->items[i] = TRY(next(t, m->iterators->items[i]));
    writeBarrier(items);
  }
  return call(t, m->function, items->items, static_cast<size_t>(n));
}
Value reduceMap(Thread &t, const Value *args) {
  Map *m = as<Map>(args[0]);
  Tuple *state = TRY(tupleNew(t, m->iterators->size + 1));
  state->items[0] = m->function;
  for (int64_t i = 0; i < m->iterators->size; i++)
    state->items[i + 1] = m->iterators->items[i];
  return fromObject(TRY(tupleOf(t, fromObject(typeOf(args[0])), fromObject(state))));
}
const NativeRow kMapMethods[] = {{"__reduce__", reduceMap, "($self, /)", NativeKind::Method,
                                  "Return state information for pickling."},
                                 {nullptr, nullptr, nullptr}};
void traceMap(Object *object, Tracer &tracer) {
  tracer.value(static_cast<Map *>(object)->function);
  tracer.pointer(static_cast<Map *>(object)->iterators);
}

// --- filter
Value createFilter(Thread &t, Type *type, const Value *args, size_t positional, Tuple *kwNames) {
  if (!noKeywordsFor(t, inheritsInit(type, TypeId::Filter), "filter", kwNames))
    return kNoValue;
  if (!argumentCount(t, "filter", positional, 2, 2))
    return kNoValue;
  Value iterator = TRY(getIterator(t, args[1]));
  Object *object = TRY(allocateInstance(t, type));
  Filter *f = static_cast<Filter *>(object);
  f->function = args[0];
  f->iterator = iterator;
  return fromObject(f);
}
Value nextFilter(Thread &t, Value self) {
  Filter *f = as<Filter>(self);
  bool plain = isNone(f->function) || same(f->function, fromObject(builtinType(TypeId::Bool)));
  for (;;) {
    Value item = TRY(next(t, f->iterator));
    Value verdict = plain ? item : TRY(call(t, f->function, &item, 1));
    int keep = truth(t, verdict);
    if (keep < 0)
      return kNoValue;
    if (keep)
      return item;
  }
}
Value reduceFilter(Thread &t, const Value *args) {
  Filter *f = as<Filter>(args[0]);
  Tuple *state = TRY(tupleOf(t, f->function, f->iterator));
  return fromObject(TRY(tupleOf(t, fromObject(typeOf(args[0])), fromObject(state))));
}
const NativeRow kFilterMethods[] = {{"__reduce__", reduceFilter, "($self, /)", NativeKind::Method,
                                     "Return state information for pickling."},
                                    {nullptr, nullptr, nullptr}};
void traceFilter(Object *object, Tracer &tracer) {
  tracer.value(static_cast<Filter *>(object)->function);
  tracer.value(static_cast<Filter *>(object)->iterator);
}

template <Value (*Create)(Thread &, Type *, const Value *, size_t, Tuple *),
          Value (*Next)(Thread &, Value)>
void fill(Slots &s) {
  s.create = Create;
  s.iter = selfSlot;
  s.next = Next;
}

} // namespace

void registerCombiningIteratorTypes(Thread &t) {
  registerType(t,
               {.id = TypeId::Enumerate,
                .flags = kTypeSubclassable | kTypeOwnable,
                .instanceSize = sizeof(Enumerate),
                .doc = "Return an enumerate object: pairs of a count and an item of the iterable.",
                .trace = traceEnumerate,
                .fillSlots = fill<createEnumerate, nextEnumerate>,
                .methods = kEnumerateMethods});
  registerType(
      t,
      {.id = TypeId::Zip,
       .flags = kTypeSubclassable | kTypeOwnable,
       .instanceSize = sizeof(Zip),
       .doc =
           "zip(*iterables, strict=False): tuples of the items at the same place of each iterable.\n\n"
           ">>> list(zip('ab', [1, 2, 3]))\n[('a', 1), ('b', 2)]",
       .trace = traceZip,
       .fillSlots = fill<createZip, nextZip>,
       .methods = kZipMethods});
  registerType(t,
               {.id = TypeId::Map,
                .flags = kTypeSubclassable | kTypeOwnable,
                .instanceSize = sizeof(Map),
                .doc = "map(func, *iterables): the results of func for the items of the iterables.",
                .trace = traceMap,
                .fillSlots = fill<createMap, nextMap>,
                .methods = kMapMethods});
  registerType(
      t, {.id = TypeId::Filter,
          .flags = kTypeSubclassable | kTypeOwnable,
          .instanceSize = sizeof(Filter),
          .doc = "filter(function or None, iterable): the items for which function(item) is true.",
          .trace = traceFilter,
          .fillSlots = fill<createFilter, nextFilter>,
          .methods = kFilterMethods});
}

} // namespace rt
