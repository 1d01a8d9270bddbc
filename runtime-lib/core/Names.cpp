// The interned names and the table of interned strings: open addressing in a ValueArray of the
// heap. Interned strings live as long as the process.
#include "runtime-lib/core/Names.h"

#include "runtime-lib/objects/str/Str.h"

#include <cstring>

namespace rt {

Names rt_names;

namespace {

ValueArray *table; // capacity is a power of two
int64_t tableUsed;

// Slot of a string equal to the given text, or the free slot where it belongs.
Value *findSlot(ValueArray *in, uint64_t hash, unsigned kind, const uint8_t *data, int64_t length) {
  auto mask = static_cast<uint64_t>(in->capacity - 1);
  for (uint64_t i = hash & mask;; i = (i + 1) & mask) {
    Value *slot = &in->items[i];
    if (!ok(*slot))
      return slot;
    Str *s = as<Str>(*slot);
    if (s->hash == hash && s->length == length && strKind(s) == kind &&
        std::memcmp(s->data, data, static_cast<size_t>(length) * kind) == 0)
      return slot;
  }
}

void growTable(Thread &t) {
  int64_t capacity = table ? table->capacity * 2 : 2048;
  auto *bigger = reinterpret_cast<ValueArray *>(
      allocateLarge(t, sizeof(ValueArray) + static_cast<size_t>(capacity) * sizeof(Value),
                    static_cast<uint32_t>(TypeId::ValueArray)));
  bigger->capacity = capacity;
  for (int64_t i = 0; table && i < table->capacity; i++) {
    if (!ok(table->items[i]))
      continue;
    Str *s = as<Str>(table->items[i]);
    *findSlot(bigger, s->hash, strKind(s), s->data, s->length) = table->items[i];
  }
  if (!table)
    addRoot(&table);
  table = bigger;
}

Str *insert(Thread &t, Value *slot, Str *s) {
  s->flags |= kStrInterned;
  storeField(table, slot, fromObject(s));
  if (++tableUsed * 2 > table->capacity)
    growTable(t);
  return s;
}

} // namespace

Str *strIntern(Thread &t, Str *s) {
  if (s->flags & kStrInterned)
    return s;
  if (s->length <= 1 && strKind(s) == 1)
    return s->length ? strFromCodePoint(t, *s->data) : strEmpty();
  if (!table)
    growTable(t);
  Value *slot = findSlot(table, strHash(s), strKind(s), s->data, s->length);
  if (ok(*slot))
    return as<Str>(*slot);
  if (s->shapeId != static_cast<uint32_t>(TypeId::Str) || s->flags & kStrBuffered) {
    // A private copy: neither a subclass instance nor the tail of somebody's buffer may be shared.
    Str *copy = strFromUnits(t, s->data, strKind(s), s->length);
    copy->hash = s->hash;
    slot = findSlot(table, copy->hash, strKind(copy), copy->data, copy->length);
    s = copy;
  }
  return insert(t, slot, s);
}

Str *internAscii(Thread &t, std::string_view text) {
  if (text.size() <= 1)
    return text.empty() ? strEmpty() : strFromCodePoint(t, static_cast<uint8_t>(text[0]));
  if (!table)
    growTable(t);
  auto *data = reinterpret_cast<const uint8_t *>(text.data());
  auto length = static_cast<int64_t>(text.size());
  uint64_t hash = hashBytes(data, text.size());
  Value *slot = findSlot(table, hash, 1, data, length);
  if (ok(*slot))
    return as<Str>(*slot);
  Str *s = strFromAscii(t, text);
  s->hash = hash;
  return insert(t, findSlot(table, hash, 1, data, length), s);
}

void initialiseNames(Thread &t) {
#define NAME_AS(Id, Text) rt_names.Id = internAscii(t, Text);
#include "runtime-lib/abi/Names.def"
#define BINARY_KIND(Name, Symbol, Method, Reflected, Inplace)                                      \
  {                                                                                                \
    auto kind = static_cast<size_t>(regius::BinaryKind::Name);                                     \
    rt_names.binary[kind] = internAscii(t, Method);                                                \
    rt_names.reflected[kind] = internAscii(t, Reflected);                                          \
    rt_names.inplace[kind] = internAscii(t, Inplace);                                              \
  }
#define COMPARE_KIND(Name, Symbol, Method, Reflected)                                              \
  rt_names.compare[static_cast<size_t>(regius::CompareKind::Name)] = internAscii(t, Method);
#include "compiler/bytecode/Operands.def"
}

} // namespace rt
