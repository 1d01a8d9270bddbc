// weakref.ref. All references to an object form a list that a side table finds by address; the table is
// swept when the collector has cleared targets. Callbacks are queued by the collector and run at the
// next safe point (Heap.h, runPendingFinalizers).
#include "runtime-lib/objects/WeakRef.h"

#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/NativeFunction.h"
#include "runtime-lib/objects/Shape.h"
#include "runtime-lib/objects/TypeInternals.h"

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <string>
#include <unordered_map>
#include <vector>

namespace rt {

static WeakRef *refOf(Value v) { return as<WeakRef>(v); }

// Heads of the lists. The references themselves are kept alive by their users only.
static std::unordered_map<Object *, WeakRef *> &registry() {
  static auto *map = new std::unordered_map<Object *, WeakRef *>;
  return *map;
}
static std::vector<WeakRef *> dueCallbacks; // the next one last, unless newlyDue
static bool newlyDue;

static void traceRef(Object *object, Tracer &tracer) { tracer.value(static_cast<WeakRef *>(object)->callback); }

static void removeFromRegistry(WeakRef *ref, Object *target) {
  auto found = registry().find(target);
  if (found == registry().end()) return;
  WeakRef **link = &found->second;
  while (*link && *link != ref) link = &(*link)->next;
  if (*link) *link = ref->next;
  if (!found->second) registry().erase(found);
}

/// The target of a reference dies: it is forgotten, and the callback of a living reference is due.
static void cleared(Object *owner, Value *slot, bool ownerAlive) {
  static uint32_t turns = 0;
  auto *ref = static_cast<WeakRef *>(owner);
  auto found = registry().find(asObject(*slot));
  if (found != registry().end()) { // the first of the object's references: their callbacks run in the list's order
    for (WeakRef *one = found->second; one; one = one->next) one->turn = turns++;
    registry().erase(found);
  }
  ref->next = nullptr;
  if (!ownerAlive || !ok(ref->callback)) return;
  dueCallbacks.push_back(ref);
  newlyDue = true;
  requestPoll(currentThread(), kPollFinalizers);
}
static void disposeRef(Object *object) {
  auto *ref = static_cast<WeakRef *>(object);
  if (ok(ref->target)) removeFromRegistry(ref, asObject(ref->target));
}
static void traceDue(Tracer &tracer) {
  for (WeakRef *ref : dueCallbacks) tracer.object(ref);
}
static void runCallbacks(Thread &t) {
  auto later = [](const WeakRef *a, const WeakRef *b) { return static_cast<int32_t>(a->turn - b->turn) > 0; };
  while (!dueCallbacks.empty()) {
    if (newlyDue) std::sort(dueCallbacks.begin(), dueCallbacks.end(), later);
    newlyDue = false;
    WeakRef *ref = dueCallbacks.back();
    dueCallbacks.pop_back();
    Value callback = ref->callback;
    ref->callback = kNoValue;
    if (!ok(callback)) continue;
    Value saved = t.pending;
    t.pending = kNoValue;
    if (!ok(callWith(t, callback, fromObject(ref)))) reportUnraisable(t, callback);
    t.pending = saved;
  }
}

ProxyTypes proxyTypes;

/// The references to an object that all share: those without callback of the exact type `ref`, and the proxy.
struct Shared {
  WeakRef *ref, *proxy;
};
static Shared sharedOf(WeakRef *head) { // they are the first of the list
  Shared shared{};
  if (head && !ok(head->callback) && typeOf(head) == builtinType(TypeId::WeakRef)) {
    shared.ref = head;
    head = head->next;
  }
  if (head && !ok(head->callback) && isProxy(fromObject(head))) shared.proxy = head;
  return shared;
}

static WeakRef *makeRef(Thread &t, Type *type, Value object, Value callback) {
  auto *ref = static_cast<WeakRef *>(allocateInstance(t, type));
  if (!ref) return nullptr;
  ref->target = object;
  ref->callback = callback;
  registerWeak(ref, &ref->target);
  WeakRef *&head = registry()[asObject(object)];
  Shared shared = sharedOf(head);
  const bool isShared = !ok(callback) && (type == builtinType(TypeId::WeakRef) || isProxy(fromObject(ref)));
  WeakRef *before = !isShared && shared.proxy ? shared.proxy : shared.ref;
  WeakRef *&link = before ? before->next : head;
  ref->next = link;
  link = ref;
  return ref;
}

static Value refNew(Thread &t, Type *type, Value object, Value callback) {
  if (!isObject(object) || !(typeOf(object)->typeFlags & kTypeWeakRefs)) return raise(t, Msg::CannotReferTo, typeName(object));
  if (ok(callback) && isNone(callback)) callback = kNoValue;
  if (!ok(callback)) {
    auto found = registry().find(asObject(object));
    Shared shared = sharedOf(found != registry().end() ? found->second : nullptr);
    if (type == builtinType(TypeId::WeakRef) && shared.ref) return fromObject(shared.ref);
    if ((type == proxyTypes.plain || type == proxyTypes.callable) && shared.proxy) return fromObject(shared.proxy);
  }
  WeakRef *ref = makeRef(t, type, object, callback);
  return ref ? fromObject(ref) : kNoValue;
}
Value weakRefNew(Thread &t, Value object, Value callback) { return refNew(t, builtinType(TypeId::WeakRef), object, callback); }
Value weakProxyNew(Thread &t, Value object, Value callback) {
  return refNew(t, isCallable(object) ? proxyTypes.callable : proxyTypes.plain, object, callback);
}

Value weakRefOf(Thread &, Value object) {
  auto found = registry().find(asObject(object));
  return found != registry().end() && found->second ? fromObject(found->second) : none();
}
/// For weakref.getweakrefs: all references to an object, oldest registration last.
List *weakRefsOf(Thread &t, Value object) {
  List *list = listNew(t);
  if (!isObject(object)) return list;
  auto found = registry().find(asObject(object));
  for (WeakRef *ref = found != registry().end() ? found->second : nullptr; ref; ref = ref->next)
    listAppend(t, list, fromObject(ref));
  return list;
}

static Value refCreate(Thread &t, Type *type, const Value *args, size_t positional, Tuple *kwNames) {
  if (kwNames && kwNames->size && type == builtinType(TypeId::WeakRef)) return raise(t, Msg::NativeNoKeywords, "ref");
  if (!positional) return raise(t, Msg::NativeAtLeast, "__new__", 1, "", 0);
  if (positional > 2) return raise(t, Msg::NativeAtMost, "__new__", 2, "s", positional);
  return refNew(t, type, args[0], positional == 2 ? args[1] : kNoValue);
}
// Creation did everything; what is left are the rules for the arguments that a subclass's __init__ passes on.
static bool refInit(Thread &t, Value, const Value *, size_t positional, Tuple *kwNames) {
  if (kwNames && kwNames->size) return ok(raise(t, Msg::NativeNoKeywords, "ref"));
  if (!positional) return ok(raise(t, Msg::NativeAtLeast, "__init__", 1, "", 0));
  return positional <= 2 || ok(raise(t, Msg::NativeAtMost, "__init__", 2, "s", positional));
}
static Value refCall(Thread &t, Value callee, const Value *, size_t positional, Tuple *kwNames) {
  if (kwNames && kwNames->size) return raise(t, Msg::NativeNoKeywords, "weakref");
  if (positional) return raise(t, Msg::ExpectedExactly, "weakref", 0, "s", positional);
  Value v = refOf(callee)->target;
  return ok(v) ? v : none();
}
static bool refHash(Thread &t, Value self, int64_t *out) {
  WeakRef *ref = refOf(self);
  if (!ref->hashed) {
    if (!ok(ref->target)) return raise(t, Msg::WeakObjectGone), false;
    if (!hash(t, ref->target, &ref->hash)) return false;
    ref->hashed = 1;
  }
  *out = ref->hash;
  return true;
}
static Value refCompare(Thread &t, Value a, Value b, CompareKind kind) {
  if ((kind != CompareKind::Equal && kind != CompareKind::NotEqual) || !isInstance(b, TypeId::WeakRef) || !isInstance(a, TypeId::WeakRef))
    return notImplemented();
  Value x = refOf(a)->target, y = refOf(b)->target;
  if (ok(x) && ok(y)) return compare(t, x, y, kind);
  return fromBool(same(a, b) == (kind == CompareKind::Equal));
}
static Value refRepr(Thread &t, Value self) {
  char out[160];
  Value v = refOf(self)->target;
  if (!ok(v)) {
    std::snprintf(out, sizeof out, "<weakref at %p; dead>", static_cast<void *>(asObject(self)));
    return fromObject(strFromUtf8(t, out));
  }
  std::string type(typeNameOf(typeOf(v)));
  std::snprintf(out, sizeof out, "<weakref at %p; to '%.60s' at %p", static_cast<void *>(asObject(self)), type.c_str(), static_cast<void *>(asObject(v)));
  std::string result = out;
  bool failed = false;
  Value name = getAttributeOrNone(t, v, names().__name__, &failed);
  if (failed) clearPending(t);
  if (ok(name) && isStr(name)) result += " (" + std::string(strUtf8(t, as<Str>(name))) + ")";
  return fromObject(strFromUtf8(t, result + ">"));
}
static const MemberRow members[] = {{"__callback__", offsetof(WeakRef, callback)}, {}};
static const NativeRow methods[] = {{"__class_getitem__",
                                     [](Thread &t, const Value *args) { return genericAliasNew(t, args[0], args[1]); },
                                     "($cls, item, /)", NativeKind::ClassMethod},
                                    {}};

void describeWeakRef(TypeSpec &spec) {
  spec.instanceSize = sizeof(WeakRef);
  spec.trace = traceRef;
  spec.dispose = disposeRef;
}

void registerWeakRefType(Thread &t) {
  weakSlotCleared = cleared;
  runWeakCallbacks = runCallbacks;
  addRootVisitor(traceDue);
  registerType(t, {.id = TypeId::WeakRef,
                   .flags = kTypeSubclassable,
                   .instanceSize = sizeof(WeakRef),
                   .trace = traceRef,
                   .dispose = disposeRef,
                   .fillSlots =
                       [](Slots &s) {
                         s.create = refCreate;
                         s.init = refInit;
                         s.call = refCall;
                         s.hash = refHash;
                         s.compare = refCompare;
                         s.repr = refRepr;
                       },
                   .methods = methods,
                   .members = members});
}

} // namespace rt
