// "Did you mean: 'x'?": the nearest known name for a NameError or AttributeError, by a weighted edit
// distance with CPython's limits (no more than a third of the characters changed).
#include "runtime-lib/core/Names.h"
#include "runtime-lib/exceptions/TracebackPrinter.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/Frame.h"

namespace rt {

Dict *builtinsDict(); // builtins/Registry.cpp

namespace {

constexpr int64_t kMoveCost = 2, kCaseCost = 1, kMaxLength = 40, kMaxCandidates = 750;

int64_t substitutionCost(uint8_t a, uint8_t b) {
  if ((a & 31) != (b & 31)) return kMoveCost;
  if (a == b) return 0;
  auto lower = [](uint8_t c) { return c >= 'A' && c <= 'Z' ? static_cast<uint8_t>(c + 32) : c; };
  return lower(a) == lower(b) ? kCaseCost : kMoveCost;
}

/// Edit distance, or more than `limit` when it exceeds that.
int64_t distance(std::string_view a, std::string_view b, int64_t limit) {
  while (!a.empty() && !b.empty() && a.front() == b.front()) a.remove_prefix(1), b.remove_prefix(1);
  while (!a.empty() && !b.empty() && a.back() == b.back()) a.remove_suffix(1), b.remove_suffix(1);
  auto sizeA = static_cast<int64_t>(a.size()), sizeB = static_cast<int64_t>(b.size());
  if (!sizeA || !sizeB) return (sizeA + sizeB) * kMoveCost;
  if (sizeA > kMaxLength || sizeB > kMaxLength) return limit + 1;
  if (sizeB < sizeA) {
    std::string_view swap = a;
    a = b, b = swap;
    int64_t size = sizeA;
    sizeA = sizeB, sizeB = size;
  }
  if ((sizeB - sizeA) * kMoveCost > limit) return limit + 1;
  int64_t row[kMaxLength];
  for (int64_t i = 0; i < sizeA; i++) row[i] = (i + 1) * kMoveCost;
  int64_t result = 0;
  for (int64_t j = 0; j < sizeB; j++) {
    int64_t diagonal = result = j * kMoveCost, minimum = INT64_MAX;
    for (int64_t i = 0; i < sizeA; i++) {
      int64_t substitute = diagonal + substitutionCost(static_cast<uint8_t>(b[static_cast<size_t>(j)]),
                                                       static_cast<uint8_t>(a[static_cast<size_t>(i)]));
      diagonal = row[i];
      int64_t insertDelete = (result < diagonal ? result : diagonal) + kMoveCost;
      result = insertDelete < substitute ? insertDelete : substitute;
      row[i] = result;
      if (result < minimum) minimum = result;
    }
    if (minimum > limit) return limit + 1;
  }
  return result;
}

Str *nearest(Thread &t, Value candidates, Str *name) {
  List *list = toList(t, candidates);
  if (!list || list->size >= kMaxCandidates) return nullptr;
  Str *best = nullptr;
  int64_t bestDistance = INT64_MAX;
  std::string_view wanted = strUtf8(t, name);
  for (int64_t i = 0; i < list->size; i++) {
    if (!isStr(list->array->items[i])) return nullptr;
    auto *item = as<Str>(list->array->items[i]);
    if (strEqual(item, name)) continue;
    std::string_view text = strUtf8(t, item);
    int64_t limit = static_cast<int64_t>(wanted.size() + text.size() + 3) * kMoveCost / 6;
    if (bestDistance - 1 < limit) limit = bestDistance - 1;
    int64_t d = distance(wanted, text, limit);
    if (d > limit || d >= bestDistance) continue;
    best = item;
    bestDistance = d;
  }
  return best;
}

Str *forName(Thread &t, Value exception) {
  Value name = exceptionField(exception, ExcField::NameError_name);
  Value traceback = as<Exception>(exception)->traceback;
  if (!ok(name) || !isStr(name) || !ok(traceback)) return nullptr;
  while (ok(as<Traceback>(traceback)->next)) traceback = as<Traceback>(traceback)->next;
  Traceback *tb = as<Traceback>(traceback);
  Function *function = as<FrameObject>(tb->frame)->function;
  const Value *constants = tb->info->module->constants;
  List *locals = listNew(t);
  for (uint32_t index : {tb->info->varNames, tb->info->cellNames, tb->info->freeNames})
    listExtend(t, locals, constants[index]);
  if (Str *found = nearest(t, fromObject(locals), as<Str>(name))) return found;
  if (Str *found = nearest(t, fromObject(function->globals), as<Str>(name))) return found;
  return nearest(t, fromObject(builtinsDict()), as<Str>(name));
}

Str *forAttribute(Thread &t, Value exception) {
  Value name = exceptionField(exception, ExcField::AttributeError_name);
  Value object = exceptionField(exception, ExcField::AttributeError_obj);
  if (!ok(name) || !isStr(name) || !ok(object)) return nullptr;
  Value method = lookupSpecial(t, object, names().__dir__);
  Value candidates = ok(method) ? callWith(t, method) : kNoValue;
  if (!ok(candidates)) return nullptr;
  List *sorted = toList(t, candidates);
  if (!sorted || !listSort(t, sorted, none(), false)) return nullptr;
  return nearest(t, fromObject(sorted), as<Str>(name));
}

} // namespace

Str *suggestion(Thread &t, Value exception) {
  Str *found = nullptr;
  if (isInstance(exception, exceptionType(Exc::AttributeError)))
    found = forAttribute(t, exception);
  else if (isInstance(exception, exceptionType(Exc::NameError)))
    found = forName(t, exception);
  clearPending(t);
  return found;
}

} // namespace rt
