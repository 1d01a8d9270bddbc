// isinstance and issubclass: classes, tuples of them, unions, and the hooks of metaclasses.
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/TypeInternals.h"
#include "runtime-lib/objects/Union.h"
#include "runtime-lib/protocols/Dispatch.h"

namespace rt {

Value classOf(Thread &t, Value object) {
  bool failed = false;
  Value cls = getAttributeOrNone(t, object, names().__class__, &failed);
  if (failed) return kNoValue;
  return ok(cls) ? cls : fromObject(typeOf(object));
}

/// __bases__ of a class-like object; null without an error when it has none.
static Tuple *abstractBases(Thread &t, Value cls, bool *failed) {
  Value bases = getAttributeOrNone(t, cls, names().__bases__, failed);
  return ok(bases) && isTuple(bases) ? as<Tuple>(bases) : nullptr;
}

static int abstractIsSubclass(Thread &t, Value derived, Value cls) {
  if (same(derived, cls)) return 1;
  bool failed = false;
  Tuple *bases = abstractBases(t, derived, &failed);
  if (failed) return -1;
  for (int64_t i = 0; bases && i < bases->size; i++) {
    int n = abstractIsSubclass(t, bases->items[i], cls);
    if (n) return n;
  }
  return 0;
}

static bool checkClass(Thread &t, Value cls, Msg message) {
  bool failed = false;
  if (isType(cls) || abstractBases(t, cls, &failed)) return true;
  if (!failed) raise(t, message);
  return false;
}

int realIsInstance(Thread &t, Value object, Value cls) {
  if (isType(cls)) {
    if (isInstance(object, as<Type>(cls))) return 1;
    // A proxy may claim another class (Reference: __class__).
    if (typeOf(object)->slots.getAttribute == genericGetAttribute && !isHeapType(typeOf(object))) return 0;
    Value claimed = classOf(t, object);
    if (!ok(claimed)) return -1;
    if (same(claimed, fromObject(typeOf(object))) || !isType(claimed)) return 0;
    return isSubtype(as<Type>(claimed), as<Type>(cls));
  }
  if (!checkClass(t, cls, Msg::IsInstanceArgument)) return -1;
  Value claimed = classOf(t, object);
  return ok(claimed) ? abstractIsSubclass(t, claimed, cls) : -1;
}

int realIsSubclass(Thread &t, Value derived, Value cls) {
  if (isType(cls) && isType(derived)) return isSubtype(as<Type>(derived), as<Type>(cls));
  if (!checkClass(t, derived, Msg::IsSubclassFirst) || !checkClass(t, cls, Msg::IsSubclassArgument)) return -1;
  return abstractIsSubclass(t, derived, cls);
}

using Check = int (*)(Thread &, Value, Value);

static int checkMany(Thread &t, Value subject, Value cls, Check check) {
  Tuple *classes = isTuple(cls) ? as<Tuple>(cls) : unionArguments(cls);
  if (!enterRecursion(t, " in __instancecheck__")) return -1;
  int n = 0;
  for (int64_t i = 0; i < classes->size && !n; i++) n = check(t, subject, classes->items[i]);
  leaveRecursion(t);
  return n;
}

/// The hook of the metaclass; 2: there is none but type's own.
static int checkByHook(Thread &t, Value subject, Value cls, Str *hook) {
  Value method = typeLookup(typeOf(cls), hook);
  if (!ok(method)) return 2;
  const Value args[] = {cls, subject};
  if (!enterRecursion(t, " in __instancecheck__")) return -1;
  Value v = callUnbound(t, method, args, 2);
  leaveRecursion(t);
  return ok(v) ? truth(t, v) : -1;
}

int isInstanceOf(Thread &t, Value object, Value cls) {
  if (isType(cls) && typeOf(object) == as<Type>(cls)) return 1;
  if (isExactly(cls, TypeId::Type) || typeOf(cls) == builtinType(TypeId::Type)) return realIsInstance(t, object, cls);
  if (isTuple(cls)) return checkMany(t, object, cls, isInstanceOf);
  if (isUnion(cls)) {
    if (!checkUnionClasses(t, cls, "isinstance")) return -1;
    return checkMany(t, object, cls, isInstanceOf);
  }
  int n = checkByHook(t, object, cls, names().__instancecheck__);
  return n == 2 ? realIsInstance(t, object, cls) : n;
}

int isSubclassOf(Thread &t, Value derived, Value cls) {
  if (typeOf(cls) == builtinType(TypeId::Type)) {
    if (same(derived, cls)) return 1;
    return realIsSubclass(t, derived, cls);
  }
  if (isTuple(cls)) return checkMany(t, derived, cls, isSubclassOf);
  if (isUnion(cls)) {
    if (!checkUnionClasses(t, cls, "issubclass")) return -1;
    return checkMany(t, derived, cls, isSubclassOf);
  }
  int n = checkByHook(t, derived, cls, names().__subclasscheck__);
  return n == 2 ? realIsSubclass(t, derived, cls) : n;
}

} // namespace rt
