// The _operator module: the operators as functions. itemgetter and its kin are in Getters.cpp.
#include "runtime-lib/modules/operator/Operator.h"

#include "runtime-lib/objects/bytes/Bytes.h"

namespace rt {

namespace {

template <BinaryKind kind> Value binary(Thread &t, const Value *a) { return binaryOp(t, kind, a[0], a[1]); }
template <BinaryKind kind> Value inplace(Thread &t, const Value *a) { return inplaceOp(t, kind, a[0], a[1]); }
template <CompareKind kind> Value compareBy(Thread &t, const Value *a) { return compare(t, a[0], a[1], kind); }
template <Value (*f)(Thread &, Value)> Value unary(Thread &t, const Value *a) { return f(t, a[0]); }
Value fromTruth(int r) { return r < 0 ? kNoValue : fromBool(r); }

Value truthOf(Thread &t, const Value *a) { return fromTruth(truth(t, a[0])); }
Value notOf(Thread &t, const Value *a) {
  int r = truth(t, a[0]);
  return r < 0 ? kNoValue : fromBool(!r);
}
Value isSame(Thread &, const Value *a) { return fromBool(same(a[0], a[1])); }
Value isNotSame(Thread &, const Value *a) { return fromBool(!same(a[0], a[1])); }
Value containsItem(Thread &t, const Value *a) { return fromTruth(contains(t, a[0], a[1])); }
Value getItemOf(Thread &t, const Value *a) { return getItem(t, a[0], a[1]); }
Value setItemOf(Thread &t, const Value *a) { return setItem(t, a[0], a[1], a[2]) ? none() : kNoValue; }
Value deleteItemOf(Thread &t, const Value *a) { return setItem(t, a[0], a[1], kNoValue) ? none() : kNoValue; }
bool isSequence(Value v) { return typeOf(v)->slots.getItem && !isDict(v) && !isSetOrFrozenSet(v); }
template <bool inPlace> Value concat(Thread &t, const Value *a) {
  if (!isSequence(a[0])) return raise(t, Msg::OperatorConcat, typeName(a[0]));
  if (!isSequence(a[1])) return raise(t, Msg::OperatorConcat, typeName(a[1]));
  return inPlace ? inplaceOp(t, BinaryKind::Add, a[0], a[1]) : binaryOp(t, BinaryKind::Add, a[0], a[1]);
}
// Visits the items of what `in` could search.
template <typename F> bool forEachMember(Thread &t, Value container, F visit) {
  Value iterator = memberIterator(t, container);
  if (!ok(iterator)) return false;
  for (Value item; ok(item = next(t, iterator));)
    if (!visit(item)) break;
  return !ok(t.pending);
}
Value countOf(Thread &t, const Value *a) {
  int64_t n = 0;
  bool good = forEachMember(t, a[0], [&](Value v) {
    int equal = identicalOrEqual(t, v, a[1]);
    n += equal > 0;
    return equal >= 0;
  });
  return good ? intValue(t, n) : kNoValue;
}
Value indexOf(Thread &t, const Value *a) {
  int64_t n = 0;
  bool found = false;
  bool good = forEachMember(t, a[0], [&](Value v) {
    int equal = identicalOrEqual(t, v, a[1]);
    if (equal == 0) n++;
    found = equal > 0;
    return equal == 0;
  });
  if (!good) return kNoValue;
  return found ? intValue(t, n) : raiseText(t, Exc::ValueError, "sequence.index(x): x not in sequence");
}
Value lengthHintOf(Thread &t, const Value *a) {
  int64_t guess = 0;
  if (ok(a[1])) {
    if (!isAnyInt(a[1])) return raise(t, Msg::OperatorHint, typeName(a[1]));
    if (!toSize(t, a[1], &guess)) return kNoValue;
  }
  int64_t n = lengthHint(t, a[0], guess);
  return n < 0 ? kNoValue : intValue(t, n);
}
Value powerOf(Thread &t, const Value *a) { return powerOp(t, a[0], a[1], none()); }
Value callOf(Thread &t, const Value *a) {
  return callEx(t, a[0], as<Tuple>(a[1]), ok(a[2]) ? as<Dict>(a[2]) : nullptr);
}
/// Equality of ASCII texts or bytes in time that depends on the length only (hmac.compare_digest).
Value compareDigest(Thread &t, const Value *a) {
  auto equal = [](const uint8_t *x, int64_t n, const uint8_t *y, int64_t m) {
    volatile uint8_t difference = n != m;
    const uint8_t *other = n == m ? y : x;
    for (int64_t i = 0; i < n; i++) difference = static_cast<uint8_t>(difference | (x[i] ^ other[i]));
    return fromBool(!difference);
  };
  if (isStr(a[0]) && isStr(a[1])) {
    auto *x = as<Str>(a[0]), *y = as<Str>(a[1]);
    if (!strIsAscii(x) || !strIsAscii(y))
      return raiseText(t, Exc::TypeError, "comparing strings with non-ASCII characters is not supported");
    return equal(x->data, x->length, y->data, y->length);
  }
  if (isStr(a[0]) || isStr(a[1])) return raise(t, Msg::OperatorDigest, typeName(a[0]), typeName(a[1]));
  BytesArgument x, y;
  if (!x.acquire(t, a[0]) || !y.acquire(t, a[1])) return kNoValue;
  return equal(x.data, x.length, y.data, y.length);
}

#define ROW(name, code, signature) {name, code, signature, NativeKind::Function}
#define TWO "(a, b, /)"
#define ONE "(a, /)"
const NativeRow kFunctions[] = {
    ROW("add", binary<BinaryKind::Add>, TWO),
    ROW("sub", binary<BinaryKind::Subtract>, TWO),
    ROW("mul", binary<BinaryKind::Multiply>, TWO),
    ROW("matmul", binary<BinaryKind::MatrixMultiply>, TWO),
    ROW("truediv", binary<BinaryKind::TrueDivide>, TWO),
    ROW("floordiv", binary<BinaryKind::FloorDivide>, TWO),
    ROW("mod", binary<BinaryKind::Remainder>, TWO),
    ROW("lshift", binary<BinaryKind::LeftShift>, TWO),
    ROW("rshift", binary<BinaryKind::RightShift>, TWO),
    ROW("and_", binary<BinaryKind::And>, TWO),
    ROW("or_", binary<BinaryKind::Or>, TWO),
    ROW("xor", binary<BinaryKind::Xor>, TWO),
    ROW("pow", powerOf, TWO),
    ROW("iadd", inplace<BinaryKind::Add>, TWO),
    ROW("isub", inplace<BinaryKind::Subtract>, TWO),
    ROW("imul", inplace<BinaryKind::Multiply>, TWO),
    ROW("imatmul", inplace<BinaryKind::MatrixMultiply>, TWO),
    ROW("itruediv", inplace<BinaryKind::TrueDivide>, TWO),
    ROW("ifloordiv", inplace<BinaryKind::FloorDivide>, TWO),
    ROW("imod", inplace<BinaryKind::Remainder>, TWO),
    ROW("ilshift", inplace<BinaryKind::LeftShift>, TWO),
    ROW("irshift", inplace<BinaryKind::RightShift>, TWO),
    ROW("iand", inplace<BinaryKind::And>, TWO),
    ROW("ior", inplace<BinaryKind::Or>, TWO),
    ROW("ixor", inplace<BinaryKind::Xor>, TWO),
    ROW("ipow", inplace<BinaryKind::Power>, TWO),
    ROW("iconcat", concat<true>, TWO),
    ROW("concat", concat<false>, TWO),
    ROW("lt", compareBy<CompareKind::Less>, TWO),
    ROW("le", compareBy<CompareKind::LessEqual>, TWO),
    ROW("eq", compareBy<CompareKind::Equal>, TWO),
    ROW("ne", compareBy<CompareKind::NotEqual>, TWO),
    ROW("gt", compareBy<CompareKind::Greater>, TWO),
    ROW("ge", compareBy<CompareKind::GreaterEqual>, TWO),
    ROW("neg", unary<negative>, ONE),
    ROW("pos", unary<positive>, ONE),
    ROW("abs", unary<absolute>, ONE),
    ROW("inv", unary<invert>, ONE),
    ROW("invert", unary<invert>, ONE),
    ROW("index", unary<toIndex>, ONE),
    ROW("truth", truthOf, ONE),
    ROW("not_", notOf, ONE),
    ROW("is_", isSame, TWO),
    ROW("is_not", isNotSame, TWO),
    ROW("contains", containsItem, TWO),
    ROW("getitem", getItemOf, TWO),
    ROW("setitem", setItemOf, "(a, b, c, /)"),
    ROW("delitem", deleteItemOf, TWO),
    ROW("countOf", countOf, TWO),
    ROW("indexOf", indexOf, TWO),
    ROW("length_hint", lengthHintOf, "(obj, default=0, /)"),
    ROW("call", callOf, "(obj, /, *args, **kwargs)"),
    ROW("_compare_digest", compareDigest, TWO),
    {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) { return addFunctions(t, module, kFunctions) && addGetters(t, module); }

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_operator, "_operator", rt::initialise)
