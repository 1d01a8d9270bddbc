// gc: the graph of objects. Internal objects (storage of lists, dicts and attributes) are looked through.
#include "runtime-lib/modules/gc/Gc.h"

#include "runtime-lib/gc/Heap.h"
#include "runtime-lib/objects/TypeInternals.h"
#include "runtime-lib/objects/set/Set.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace rt {

namespace {

bool isInternal(const Object *object) {
  switch (static_cast<TypeId>(object->shapeId)) {
  case TypeId::Invalid: case TypeId::GlobalCell: case TypeId::StrBuffer: case TypeId::ValueArray: case TypeId::ByteBlock:
    return true;
  default:
    return !typeOf(object);
  }
}
bool isInternalType(const Object *object) {
  for (TypeId id : {TypeId::GlobalCell, TypeId::StrBuffer, TypeId::ValueArray, TypeId::ByteBlock})
    if (object == builtinType(id)) return true;
  return false;
}
/// Types whose instances hold no references, by CPython's lights.
bool isAtomic(TypeId id) {
  switch (id) {
  case TypeId::Object: case TypeId::None: case TypeId::NotImplemented: case TypeId::Ellipsis: case TypeId::Int:
  case TypeId::Bool: case TypeId::Float: case TypeId::Complex: case TypeId::Str: case TypeId::Bytes:
  case TypeId::ByteArray: case TypeId::Code: case TypeId::Range:
    return true;
  default:
    return false;
  }
}
/// Tuples and dicts of atomic things are not tracked; any other container in them makes them so, tracked or not.
bool mayBeTracked(Value v) {
  if (!isObject(v) || isAtomic(static_cast<TypeId>(asObject(v)->shapeId))) return false;
  return isExactly(v, TypeId::Tuple) || isType(v) ? isTracked(v) : true;
}
/// A tuple with an absent item is one of the runtime's own, which Python code must not see.
bool anyTracked(const Value *items, int64_t count) {
  return std::all_of(items, items + count, [](Value v) { return ok(v); }) && std::any_of(items, items + count, mayBeTracked);
}
bool dictTracked(Dict *d) {
  int64_t position = 0;
  Value key, v;
  while (dictNext(d, &position, &key, &v))
    if (mayBeTracked(key) || mayBeTracked(v)) return true;
  return false;
}

// --- Visiting
/// Finds what objects refer to, without internals; the type only of classes made by programs.
class References {
public:
  References(ReferenceVisitor visit, void *data) : visit_(visit), data_(data) {}
  void of(Object *object) {
    self_ = object;
    Tracer tracer;
    traceObject(object, tracer);
  }

private:
  static void through(Object *target, void *data) {
    auto *r = static_cast<References *>(data);
    Type *type = typeOf(r->self_);
    if (isInternal(target)) {
      Tracer tracer;
      traceObject(target, tracer);
    } else if (!isInternalType(target) && (target != type || isHeapType(type))) {
      r->visit_(target, r->data_);
    }
  }

  ReferenceVisitor visit_;
  void *data_;
  Object *self_ = nullptr;
  ReferenceVisit visiting_{through, this};
};

/// Twice: what has a finalizer is still there after the first time.
__attribute__((noinline)) void collectFirst(Thread &t) {
  collectFromHere(t);
  runPendingFinalizers(t);
  collectFromHere(t);
}
/// All tracked objects, after a collection, so that dead ones do not show up.
std::vector<Object *> trackedObjects(Thread &t) {
  collectFirst(t);
  std::vector<Object *> found;
  forEachObject(
      [](Object *o, void *data) {
        if (!isInternal(o) && isTracked(fromObject(o))) static_cast<std::vector<Object *> *>(data)->push_back(o);
      },
      &found);
  return found;
}
/// The collector does not see what only a vector holds: it must not run until the list has everything.
Value listOf(Thread &t, const std::vector<Object *> &objects) {
  bool enabled = collectionEnabled();
  setCollectionEnabled(false);
  List *list = listNew(t, static_cast<int64_t>(objects.size()));
  setCollectionEnabled(enabled);
  for (size_t i = 0; list && i < objects.size(); i++) list->array->items[i] = fromObject(objects[i]);
  return list ? fromObject(list) : kNoValue;
}

Value getObjects(Thread &t, const Value *a) {
  int64_t generation = -1;
  if (ok(a[0]) && !isNone(a[0])) {
    if (!isAnyInt(a[0]) && !typeOf(a[0])->slots.index) return raise(t, Msg::GcGenerationType, typeName(a[0]));
    if (!toSize(t, a[0], &generation)) return kNoValue;
    if (generation >= 3) return raise(t, Msg::GcGeneration, 3);
    if (generation < -1) return raiseText(t, Exc::ValueError, "generation parameter cannot be negative");
  }
  return listOf(t, trackedObjects(t)); // there are no generations: every object is in each
}

// --- References
/// Items of plain containers, numbers and texts included, in the order in which CPython visits them.
bool plainReferents(Thread &t, Value v, List *out) {
  if (isExactly(v, TypeId::List) || isExactly(v, TypeId::Tuple)) {
    bool isListValue = isExactly(v, TypeId::List);
    int64_t n = isListValue ? as<List>(v)->size : as<Tuple>(v)->size;
    const Value *items = isListValue ? (n ? as<List>(v)->array->items : nullptr) : as<Tuple>(v)->items;
    while (n--)
      if (!listAppend(t, out, items[n])) return false;
    return true;
  }
  int64_t position = 0;
  Value key, item;
  if (isDict(v)) {
    const bool strKeys = as<Dict>(v)->flags & kDictStrKeys;
    while (dictNext(as<Dict>(v), &position, &key, &item))
      if ((!strKeys && !listAppend(t, out, key)) || !listAppend(t, out, item)) return false;
    return true;
  }
  while (setNext(v, &position, &item))
    if (!listAppend(t, out, item)) return false;
  return true;
}
Value getReferents(Thread &t, const Value *a) {
  auto *objects = as<Tuple>(a[0]);
  List *list = listNew(t);
  for (int64_t i = 0; i < objects->size; i++) {
    Value v = objects->items[i];
    if (!isObject(v)) continue;
    if (isExactly(v, TypeId::List) || isExactly(v, TypeId::Tuple) || isExactly(v, TypeId::Dict) ||
        isExactly(v, TypeId::Set) || isExactly(v, TypeId::FrozenSet)) {
      if (!plainReferents(t, v, list)) return kNoValue;
      continue;
    }
    if (!isTracked(v)) continue;
    std::vector<Object *> found;
    References([](Object *o, void *data) { static_cast<std::vector<Object *> *>(data)->push_back(o); }, &found).of(asObject(v));
    for (Object *o : found) // alive: v is
      if (!listAppend(t, list, fromObject(o))) return kNoValue;
  }
  return fromObject(list);
}
struct Search {
  const Tuple *targets;
  bool found;
};
Value getReferrers(Thread &t, const Value *a) {
  auto *targets = as<Tuple>(a[0]);
  if (!targets->size) return fromObject(listNew(t));
  std::vector<Object *> objects = trackedObjects(t), found;
  Search search{targets, false};
  {
    References references(
        [](Object *o, void *data) {
          auto *s = static_cast<Search *>(data);
          for (int64_t i = 0; i < s->targets->size; i++) s->found |= asObject(s->targets->items[i]) == o;
        },
        &search);
    for (Object *object : objects) {
      search.found = false;
      references.of(object);
      if (search.found && object != targets) found.push_back(object);
    }
  }
  return listOf(t, found);
}

// --- Cycles
/// Which nodes of a graph lie on cycles or can be reached from one: those that are left when nodes without edges to them are
/// taken away one after the other. The edges of node i end at ends[i] in `targets`.
std::vector<bool> inOrBehindCycles(const std::vector<size_t> &ends, const std::vector<uint32_t> &targets) {
  const size_t count = ends.size();
  std::vector<uint32_t> incoming(count), free;
  std::vector<bool> left(count, true);
  for (uint32_t target : targets) incoming[target]++;
  for (uint32_t i = 0; i < count; i++)
    if (!incoming[i]) free.push_back(i);
  while (!free.empty()) {
    const uint32_t i = free.back();
    free.pop_back();
    left[i] = false;
    for (size_t e = i ? ends[i - 1] : 0; e < ends[i]; e++)
      if (--incoming[targets[e]] == 0) free.push_back(targets[e]);
  }
  return left;
}

// --- Facts about one object
Value isTrackedValue(Thread &, const Value *a) { return fromBool(isTracked(a[0])); }
Value isFinalizedValue(Thread &, const Value *a) { return fromBool(isObject(a[0]) && isFinalized(asObject(a[0]))); }

int64_t frozen;
Value freeze(Thread &t, const Value *) {
  frozen += static_cast<int64_t>(trackedObjects(t).size());
  return none();
}
Value unfreeze(Thread &, const Value *) {
  frozen = 0;
  return none();
}
Value freezeCount(Thread &t, const Value *) { return intValue(t, frozen); }

} // namespace

bool isTracked(Value v) {
  if (!isObject(v) || !ok(v)) return false;
  Object *object = asObject(v);
  Type *type = typeOf(object);
  if (isHeapType(type)) return true;
  if (isType(v)) return isHeapType(as<Type>(v));
  auto id = static_cast<TypeId>(object->shapeId);
  if (type == builtinType(TypeId::Tuple)) return anyTracked(as<Tuple>(v)->items, as<Tuple>(v)->size);
  if (type == builtinType(TypeId::Dict)) return dictTracked(as<Dict>(v));
  return !isAtomic(id) && type != builtinType(TypeId::Bool);
}

std::vector<Object *> cyclicGarbage() {
  std::vector<Object *> nodes;
  forEachObject(
      [](Object *o, void *data) {
        if (!isReached(o) && !isInternal(o) && isTracked(fromObject(o))) static_cast<std::vector<Object *> *>(data)->push_back(o);
      },
      &nodes);
  std::unordered_map<Object *, uint32_t> numbers;
  for (Object *o : nodes) numbers.emplace(o, static_cast<uint32_t>(numbers.size()));
  struct Edges {
    const std::unordered_map<Object *, uint32_t> &numbers;
    std::vector<uint32_t> list;
  } edges{numbers, {}};
  std::vector<size_t> ends; // of each node's part of edges.list
  {
    References references(
        [](Object *o, void *data) {
          auto *e = static_cast<Edges *>(data);
          if (auto found = e->numbers.find(o); found != e->numbers.end()) e->list.push_back(found->second);
        },
        &edges);
    for (Object *o : nodes) {
      references.of(o);
      ends.push_back(edges.list.size());
    }
  }
  std::vector<bool> wanted = inOrBehindCycles(ends, edges.list);
  size_t kept = 0;
  for (size_t i = 0; i < nodes.size(); i++)
    if (wanted[i]) nodes[kept++] = nodes[i];
  nodes.resize(kept);
  return nodes;
}

const NativeRow kGcGraphFunctions[] = {
    NATIVE_FUNCTION("freeze", freeze, "()"),
    NATIVE_FUNCTION("get_freeze_count", freezeCount, "()"),
    NATIVE_FUNCTION("get_objects", getObjects, "(generation=None)"),
    NATIVE_FUNCTION("get_referents", getReferents, "(*objs)"),
    NATIVE_FUNCTION("get_referrers", getReferrers, "(*objs)"),
    NATIVE_FUNCTION("is_finalized", isFinalizedValue, "(obj, /)"),
    NATIVE_FUNCTION("is_tracked", isTrackedValue, "(obj, /)"),
    NATIVE_FUNCTION("unfreeze", unfreeze, "()"),
    {nullptr, nullptr, nullptr}};

} // namespace rt
