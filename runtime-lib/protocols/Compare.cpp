// Rich comparison, truth and hashing of any object (Language reference 3.3.1, 6.10).
#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/objects/Objects.h"

namespace rt {

namespace {

constexpr const char *kSymbols[] = {
#define COMPARE_KIND(Name, Symbol, Method, Reflected) Symbol,
#include "compiler/bytecode/Operands.def"
};
constexpr CompareKind kReflected[] = {
#define COMPARE_KIND(Name, Symbol, Method, Reflected) CompareKind::Reflected,
#include "compiler/bytecode/Operands.def"
};

template <typename N> bool holds(CompareKind kind, N a, N b) {
  switch (kind) {
  case CompareKind::Less: return a < b;
  case CompareKind::LessEqual: return a <= b;
  case CompareKind::Equal: return a == b;
  case CompareKind::NotEqual: return a != b;
  case CompareKind::Greater: return a > b;
  case CompareKind::GreaterEqual: return a >= b;
  }
  return false;
}

} // namespace

static bool bothStr(Value a, Value b) {
  return isObject(a) && isObject(b) && isExactly(a, TypeId::Str) && isExactly(b, TypeId::Str);
}

static bool strHolds(CompareKind kind, Str *a, Str *b) {
  if (kind == CompareKind::Equal)
    return strEqual(a, b);
  if (kind == CompareKind::NotEqual)
    return !strEqual(a, b);
  return holds(kind, strCompare(a, b), 0);
}

Value compare(Thread &t, Value a, Value b, CompareKind kind) {
  // Fast paths: numbers and texts without subclasses need no dispatch.
  if (bothInt(a, b))
    return fromBool(holds(kind, asInt(a), asInt(b)));
  if (isDouble(a) && isDouble(b))
    return fromBool(holds(kind, asDouble(a), asDouble(b)));
  if (bothStr(a, b))
    return fromBool(strHolds(kind, as<Str>(a), as<Str>(b)));
  Type *ta = typeOf(a), *tb = typeOf(b);
  CompareKind reflected = kReflected[static_cast<size_t>(kind)];
  if (!enterRecursion(t, " in comparison"))
    return kNoValue;
  bool triedReflected = false;
  Value r = notImplemented();
  if (ta != tb && tb->slots.compare && isSubtype(tb, ta)) {
    triedReflected = true;
    r = tb->slots.compare(t, b, a, reflected);
  }
  if (isNotImplemented(r) && ta->slots.compare)
    r = ta->slots.compare(t, a, b, kind);
  if (isNotImplemented(r) && !triedReflected && tb->slots.compare)
    r = tb->slots.compare(t, b, a, reflected);
  leaveRecursion(t);
  if (!isNotImplemented(r))
    return r;
  if (kind == CompareKind::Equal)
    return fromBool(same(a, b));
  if (kind == CompareKind::NotEqual)
    return fromBool(!same(a, b));
  return raise(t, Msg::CompareUnsupported, kSymbols[static_cast<size_t>(kind)], typeName(a), typeName(b));
}

int compareTruth(Thread &t, Value a, Value b, CompareKind kind) {
  Value r = compare(t, a, b, kind);
  return ok(r) ? truth(t, r) : -1;
}

int identicalOrEqual(Thread &t, Value a, Value b) {
  // Fast paths: containers take identity for equality, also for NaN; different immediates differ.
  if (same(a, b))
    return 1;
  if (bothInt(a, b))
    return 0;
  if (bothStr(a, b))
    return strEqual(as<Str>(a), as<Str>(b));
  return compareTruth(t, a, b, CompareKind::Equal);
}

int truth(Thread &t, Value v) {
  if (isTrue(v))
    return 1;
  if (isFalse(v) || isNone(v))
    return 0;
  if (isInt(v))
    return asInt(v) != 0;
  if (isDouble(v))
    return asDouble(v) != 0;
  const Slots &slots = typeOf(v)->slots;
  if (slots.truth)
    return slots.truth(t, v);
  if (slots.length) {
    int64_t n = slots.length(t, v);
    return n < 0 ? -1 : n > 0;
  }
  return 1;
}

bool hash(Thread &t, Value v, int64_t *out) {
  SlotHash f = typeOf(v)->slots.hash;
  return f ? f(t, v, out) : hashNotImplemented(t, v, out);
}

bool hashNotImplemented(Thread &t, Value v, int64_t *) {
  raise(t, Msg::Unhashable, typeName(v));
  return false;
}

// --- Entry points of generated code

Value rt_compare(Thread &t, Value a, Value b, int32_t kind) { return compare(t, a, b, static_cast<CompareKind>(kind)); }
int32_t rt_compare_truth(Thread &t, Value a, Value b, int32_t kind) {
  return compareTruth(t, a, b, static_cast<CompareKind>(kind));
}
Value rt_compare_equal(Thread &t, Value a, Value b) { return compare(t, a, b, CompareKind::Equal); }
Value rt_compare_greater(Thread &t, Value a, Value b) { return compare(t, a, b, CompareKind::Greater); }
Value rt_compare_greaterequal(Thread &t, Value a, Value b) { return compare(t, a, b, CompareKind::GreaterEqual); }
Value rt_compare_less(Thread &t, Value a, Value b) { return compare(t, a, b, CompareKind::Less); }
Value rt_compare_lessequal(Thread &t, Value a, Value b) { return compare(t, a, b, CompareKind::LessEqual); }
Value rt_compare_notequal(Thread &t, Value a, Value b) { return compare(t, a, b, CompareKind::NotEqual); }
int32_t rt_truth(Thread &t, Value v) { return truth(t, v); }
int32_t rt_contains(Thread &t, Value item, Value container) { return contains(t, container, item); }

} // namespace rt
