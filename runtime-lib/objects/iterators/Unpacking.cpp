// `for a, b in ...` over iterators whose items are fresh tuples (enumerate, zip, dict.items()): the
// tuple that would only be taken apart is not made.
#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/objects/dict/Dict.h"

namespace rt {
namespace {

enum Step : int32_t { Ended, Unpacked, Packed };

Step unpackEnumerate(Thread &t, Enumerate *e, Value *out) {
  Value item = next(t, e->iterator);
  if (!ok(item))
    return Ended;
  out[0] = e->index;
  out[1] = item;
  e->index = intAdd(t, e->index, fromInt(1));
  writeBarrier(e);
  return Unpacked;
}

Step unpackZip(Thread &t, Zip *z, Value *out) {
  for (int64_t i = 0; i < z->iterators->size; i++) {
    out[i] = next(t, z->iterators->items[i]);
    if (!ok(out[i])) {
      zipEnded(t, z, i);
      return Ended;
    }
  }
  return Unpacked;
}

Step unpackDictItem(Thread &t, TableIterator *it, Value *out) {
  Dict *d = as<Dict>(it->table);
  DictEntry *entry = dictIteratorStep(t, it);
  if (!entry)
    return Ended;
  out[0] = entry->key;
  out[1] = dictEntryValue(d, *entry);
  return Unpacked;
}

} // namespace

/// The next item of an iterator: its n parts in `out`, or itself in out[0].
extern "C" int32_t rt_for_unpack(Thread &t, Value iterator, int64_t n, void *array) {
  auto *out = static_cast<Value *>(array);
  if (isObject(iterator)) {
    switch (static_cast<TypeId>(asObject(iterator)->shapeId)) {
    case TypeId::Enumerate:
      if (n == 2)
        return unpackEnumerate(t, as<Enumerate>(iterator), out);
      break;
    case TypeId::Zip:
      if (n == as<Zip>(iterator)->iterators->size)
        return unpackZip(t, as<Zip>(iterator), out);
      break;
    case TypeId::DictItemIterator:
      if (n == 2)
        return unpackDictItem(t, as<TableIterator>(iterator), out);
      break;
    default:
      break;
    }
  }
  out[0] = next(t, iterator);
  return ok(out[0]) ? Packed : Ended;
}

} // namespace rt
