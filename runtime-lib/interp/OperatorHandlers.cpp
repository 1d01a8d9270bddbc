// Arithmetic, comparison, identity, membership, subscripts.
#include "runtime-lib/interp/FastPaths.h"
#include "runtime-lib/interp/Handler.h"

namespace rt {

HANDLER(BinaryOp) {
  SAVE_IP;
  Value v = rt_binary(t, static_cast<int32_t>(ip->operand), sp[-2], sp[-1]);
  if (!ok(v)) FAIL;
  *--sp = kNoValue;
  sp[-1] = v;
  NEXT(1);
}

#define FAST_BINARY(Name, Fast)                                                                    \
  HANDLER(Name) {                                                                                  \
    Value v = rt_fast_##Fast(t, sp[-2], sp[-1]);                                                   \
    if (!ok(v)) [[unlikely]] GO_TO(BinaryOp);                                                      \
    sp--;                                                                                          \
    sp[-1] = v;                                                                                    \
    NEXT(1);                                                                                       \
  }
FAST_BINARY(Add, binary_add)
FAST_BINARY(Subtract, binary_subtract)
FAST_BINARY(BinaryMultiply, binary_multiply)
FAST_BINARY(FloorDivide, binary_floordivide)
FAST_BINARY(Remainder, binary_remainder)
FAST_BINARY(BinaryAnd, binary_and)
FAST_BINARY(BinaryOr, binary_or)
FAST_BINARY(BinaryXor, binary_xor)
FAST_BINARY(LeftShift, binary_leftshift)
FAST_BINARY(RightShift, binary_rightshift)
FAST_BINARY(TrueDivide, binary_truedivide)

HANDLER(UnaryOp) {
  SAVE_IP;
  Value v = static_cast<regius::UnaryKind>(ip->operand) == regius::UnaryKind::Positive ? rt_unary_positive(t, sp[-1])
                                                                                       : rt_unary_invert(t, sp[-1]);
  if (!ok(v)) FAIL;
  sp[-1] = v;
  NEXT(1);
}
HANDLER(UnaryNegative) {
  Value v = rt_fast_unary_negative(t, sp[-1]);
  if (!ok(v)) [[unlikely]] {
    SAVE_IP;
    v = rt_unary_negative(t, sp[-1]);
    if (!ok(v)) FAIL;
  }
  sp[-1] = v;
  NEXT(1);
}
HANDLER(UnaryNot) {
  int32_t isTrue = rt_fast_truth(t, sp[-1]);
  if (isTrue < 0) [[unlikely]] {
    SAVE_IP;
    isTrue = rt_truth(t, sp[-1]);
    if (isTrue < 0) FAIL;
  }
  sp[-1] = fromBool(!isTrue);
  NEXT(1);
}

// --- Comparison. Compare itself never runs: each kind has its handler, which looks at the next word: most
// comparisons are conditions, and need no bool object.

HANDLER(Compare) {
  SAVE_IP;
  Value v = rt_compare(t, sp[-2], sp[-1], static_cast<int32_t>(ip->operand));
  if (!ok(v)) FAIL;
  sp--;
  sp[-1] = v;
  NEXT(1);
}

#define COMPARE(Name, Fast)                                                                        \
  HANDLER(Name) {                                                                                  \
    Value v = rt_fast_##Fast(t, sp[-2], sp[-1]);                                                   \
    if (!ok(v)) [[unlikely]] GO_TO(Compare);                                                       \
    if (ip[1].handler == execPopJumpIfFalse) {                                                     \
      ip++;                                                                                        \
      sp -= 2;                                                                                     \
      if (isFalse(v)) JUMP_TO(ip->target);                                                         \
      NEXT(1);                                                                                     \
    }                                                                                              \
    if (ip[1].handler == execPopJumpIfTrue) {                                                      \
      ip++;                                                                                        \
      sp -= 2;                                                                                     \
      if (isTrue(v)) JUMP_TO(ip->target);                                                          \
      NEXT(1);                                                                                     \
    }                                                                                              \
    sp--;                                                                                          \
    sp[-1] = v;                                                                                    \
    NEXT(1);                                                                                       \
  }
COMPARE(CompareLess, compare_less)
COMPARE(CompareLessEqual, compare_lessequal)
COMPARE(CompareEqual, compare_equal)
COMPARE(CompareNotEqual, compare_notequal)
COMPARE(CompareGreater, compare_greater)
COMPARE(CompareGreaterEqual, compare_greaterequal)

HANDLER(Is) {
  bool result = same(sp[-2], sp[-1]) != (ip->operand != 0);
  sp--;
  sp[-1] = fromBool(result);
  NEXT(1);
}
HANDLER(Contains) {
  SAVE_IP;
  int32_t found = rt_contains(t, sp[-2], sp[-1]);
  if (found < 0) FAIL;
  sp--;
  sp[-1] = fromBool((found != 0) != (ip->operand != 0));
  NEXT(1);
}

// --- Subscripts

HANDLER(LoadSubscript) {
  Value v = rt_fast_subscript(t, sp[-2], sp[-1]);
  if (!ok(v)) {
    SAVE_IP;
    v = rt_subscript(t, sp[-2], sp[-1]);
    if (!ok(v)) FAIL;
  }
  sp--;
  sp[-1] = v;
  NEXT(1);
}
HANDLER(StoreSubscript) { // [value obj key]
  if (!rt_fast_store_subscript(t, sp[-2], sp[-1], sp[-3])) {
    SAVE_IP;
    if (!rt_store_subscript(t, sp[-2], sp[-1], sp[-3])) FAIL;
  }
  sp -= 3;
  NEXT(1);
}
HANDLER(DeleteSubscript) {
  SAVE_IP;
  if (!rt_delete_subscript(t, sp[-2], sp[-1])) FAIL;
  sp -= 2;
  NEXT(1);
}
HANDLER(BuildSlice) {
  SAVE_IP;
  const uint64_t n = ip->operand;
  Value v = n == 3 ? rt_build_slice(t, sp[-3], sp[-2], sp[-1]) : rt_build_slice(t, sp[-2], sp[-1], none());
  if (!ok(v)) FAIL;
  sp -= n - 1;
  sp[-1] = v;
  NEXT(1);
}

} // namespace rt
