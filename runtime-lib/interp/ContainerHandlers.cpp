// Displays, comprehensions' appends, unpacking, f-strings, patterns.
#include "runtime-lib/interp/FastPaths.h"
#include "runtime-lib/interp/Handler.h"

#include <algorithm>

namespace rt {

/// [a1 .. an] -> [result of Function(items, n)]
#define BUILD(Name, Function, Width)                                                               \
  HANDLER(Name) {                                                                                  \
    SAVE_IP;                                                                                       \
    const auto n = static_cast<int64_t>(ip->operand);                                              \
    Value v = Function(t, sp - (Width) * n, n);                                                    \
    if (!ok(v)) FAIL;                                                                              \
    sp -= (Width) * n;                                                                             \
    *sp++ = v;                                                                                     \
    NEXT(1);                                                                                       \
  }
BUILD(BuildTuple, rt_build_tuple, 1)
BUILD(BuildList, rt_build_list, 1)
BUILD(BuildSet, rt_build_set, 1)
BUILD(BuildMap, rt_build_map, 2)
BUILD(BuildString, rt_build_string, 1)

HANDLER(ListAppend) {
  Value list = sp[-1 - static_cast<ptrdiff_t>(ip->operand)];
  if (!rt_fast_list_append(t, list, sp[-1])) {
    SAVE_IP;
    if (!rt_list_append(t, list, sp[-1])) FAIL;
  }
  sp--;
  NEXT(1);
}

/// [item] -> []; Function(container at depth n, item)
#define ADD_TO(Name, Function)                                                                     \
  HANDLER(Name) {                                                                                  \
    SAVE_IP;                                                                                       \
    if (!Function(t, sp[-1 - static_cast<ptrdiff_t>(ip->operand)], sp[-1])) FAIL;                  \
    sp--;                                                                                          \
    NEXT(1);                                                                                       \
  }
ADD_TO(SetAdd, rt_set_add)
ADD_TO(ListExtend, rt_list_extend)
ADD_TO(SetUpdate, rt_set_update)
ADD_TO(DictUpdate, rt_dict_update)

HANDLER(MapAdd) {
  SAVE_IP;
  if (!rt_map_add(t, sp[-2 - static_cast<ptrdiff_t>(ip->operand)], sp[-2], sp[-1])) FAIL;
  sp -= 2;
  NEXT(1);
}
HANDLER(DictMerge) {
  SAVE_IP;
  const auto n = static_cast<ptrdiff_t>(ip->operand); // below the dict: tuple, null, callable
  if (!rt_dict_merge(t, sp[-1 - n], sp[-1], sp[-4 - n])) FAIL;
  sp--;
  NEXT(1);
}
HANDLER(ListToTuple) {
  SAVE_IP;
  Value v = rt_list_to_tuple(t, sp[-1]);
  if (!ok(v)) FAIL;
  sp[-1] = v;
  NEXT(1);
}
HANDLER(FormatValue) {
  SAVE_IP;
  const bool hasSpec = ip->operand & regius::kHasFormatSpec;
  Value *value = sp - (hasSpec ? 2 : 1);
  Value v = rt_format_value(t, value[0], hasSpec ? value[1] : kNoValue, static_cast<int32_t>(ip->operand & 3));
  if (!ok(v)) FAIL;
  *value = v;
  sp = value + 1;
  NEXT(1);
}
HANDLER(BuildInterpolation) {
  SAVE_IP;
  const bool hasSpec = ip->operand & regius::kHasFormatSpec;
  Value *value = sp - (hasSpec ? 3 : 2);
  Value v = rt_build_interpolation(t, value[0], value[1], hasSpec ? value[2] : kNoValue, static_cast<int32_t>(ip->operand & 3));
  if (!ok(v)) FAIL;
  *value = v;
  sp = value + 1;
  NEXT(1);
}
HANDLER(BuildTemplate) {
  SAVE_IP;
  Value v = rt_build_template(t, sp[-2], sp[-1]);
  if (!ok(v)) FAIL;
  sp--;
  sp[-1] = v;
  NEXT(1);
}

// --- Unpacking: rt_unpack_* give the items in order, the stack wants the first on top.

HANDLER(UnpackSequence) {
  const auto n = static_cast<int64_t>(ip->operand);
  Value sequence = sp[-1];
  if (isObject(sequence) && isExactly(sequence, TypeId::Tuple) && as<Tuple>(sequence)->size == n) {
    const Value *items = as<Tuple>(sequence)->items;
    sp--;
    for (int64_t i = n; i-- > 0;)
      *sp++ = items[i];
    NEXT(1);
  }
  sp--; // the items take the place of the sequence
  if (!rt_fast_unpack_sequence(t, sequence, n, sp)) {
    SAVE_IP;
    if (!rt_unpack_sequence(t, sequence, n, sp)) FAIL;
  }
  std::reverse(sp, sp + n);
  sp += n;
  NEXT(1);
}
HANDLER(UnpackEx) {
  SAVE_IP;
  const auto before = static_cast<int32_t>(ip->operand & 0xff), after = static_cast<int32_t>(ip->operand >> 8);
  const int64_t n = int64_t{before} + 1 + after;
  sp--;
  if (!rt_unpack_ex(t, *sp, before, after, sp)) FAIL;
  std::reverse(sp, sp + n);
  sp += n;
  NEXT(1);
}

// --- Patterns

HANDLER(GetLen) {
  SAVE_IP;
  Value v = rt_get_len(t, sp[-1]);
  if (!ok(v)) FAIL;
  *sp++ = v;
  NEXT(1);
}
HANDLER(MatchMapping) {
  *sp = fromBool(rt_match_mapping(t, sp[-1]));
  sp++;
  NEXT(1);
}
HANDLER(MatchSequence) {
  *sp = fromBool(rt_match_sequence(t, sp[-1]));
  sp++;
  NEXT(1);
}
HANDLER(MatchKeys) {
  SAVE_IP;
  Value v = rt_match_keys(t, sp[-2], sp[-1]);
  if (!ok(v)) FAIL;
  *sp++ = v;
  NEXT(1);
}
HANDLER(MatchClass) {
  SAVE_IP;
  Value v = rt_match_class(t, sp[-3], sp[-2], sp[-1], static_cast<int32_t>(ip->operand));
  if (!ok(v)) FAIL;
  sp -= 2;
  sp[-1] = v;
  NEXT(1);
}

// --- The rest

HANDLER(PrintExpr) {
  SAVE_IP;
  if (!rt_print_expr(t, sp[-1])) FAIL;
  sp--;
  NEXT(1);
}
HANDLER(Intrinsic) {
  static constexpr int64_t kPops[] = {
#define INTRINSIC(Name, Pops) Pops,
#include "compiler/bytecode/Operands.def"
  };
  SAVE_IP;
  const int64_t n = kPops[ip->operand];
  Value v = rt_intrinsic(t, static_cast<int32_t>(ip->operand), sp - n, n);
  if (!ok(v)) FAIL;
  sp -= n;
  *sp++ = v;
  NEXT(1);
}

} // namespace rt
