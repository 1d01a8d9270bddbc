// The compact ordered hash table of dict: entries in insertion order in one heap block, followed by
// an index of positions when there are more than eight. An index slot holds position + 1 and, in
// tables below 2^24 entries, eight bits of the hash, so that a probe seldom touches an entry that
// is not the answer. Probing is linear from a mixed hash; at most half of the slots are in
// use. The slot of a deleted entry keeps pointing to it (key kNoValue) until the table is rebuilt.
//
// Module namespaces (kDictModule): a value may be a GlobalCell shared with generated code, which
// may be empty: such an entry is not visible, and moves to the end when it is bound through the
// table.
#include "runtime-lib/objects/dict/Dict.h"

#include <cstring>

namespace rt {
namespace {

constexpr int64_t kSmall = 8; // entries without index
constexpr size_t kBlockHeader = 16;
constexpr uint32_t kTagMask = 0xff000000, kTagLimit = 1u << 24;

struct Probe {
  uint32_t slot, tag, tagMask, mask;
  Probe(const Dict *d, uint64_t hash) : mask(d->indexMask) {
    // The low four bits choose within a cache line of slots, so that runs of ints stay together.
    uint32_t mixed = static_cast<uint32_t>(((hash >> 4) * 0x9E3779B97F4A7C15u) >> 32);
    uint32_t low = static_cast<uint32_t>(hash);
    slot = ((mixed << 4) | (low & 15)) & mask;
    tagMask = mask < kTagLimit ? kTagMask : 0;
    tag = (mixed + (low << 24)) & tagMask;
  }
  bool matches(uint32_t e) const { return ((e ^ tag) & tagMask) == 0; }
  uint32_t position(uint32_t e) const { return (e & ~tagMask) - 1; }
  void advance() { slot = (slot + 1) & mask; }
};

void indexEntry(Dict *d, uint64_t hash, int64_t position) {
  Probe p(d, hash);
  while (d->index[p.slot])
    p.advance();
  d->index[p.slot] = (static_cast<uint32_t>(position) + 1) | p.tag;
}

// Takes the slot of a position out of the index (linear probing: later entries of the run move
// back).
void unindexEntry(Dict *d, uint64_t hash, int64_t position) {
  Probe p(d, hash);
  while (d->index[p.slot] == 0 || p.position(d->index[p.slot]) != static_cast<uint32_t>(position))
    p.advance();
  uint32_t hole = p.slot;
  for (p.advance(); d->index[p.slot]; p.advance()) {
    uint32_t home = Probe(d, d->entries[p.position(d->index[p.slot])].hash).slot;
    if (((p.slot - home) & p.mask) < ((p.slot - hole) & p.mask))
      continue;
    d->index[hole] = d->index[p.slot];
    hole = p.slot;
  }
  d->index[hole] = 0;
}

// Moves the live entries into a new block of the given capacity.
bool rebuild(Thread &t, Dict *d, int64_t capacity) {
  size_t slots = 0;
  if (capacity > kSmall) {
    slots = 16;
    while (static_cast<int64_t>(slots) < 2 * capacity)
      slots *= 2;
  }
  size_t size =
      kBlockHeader + static_cast<size_t>(capacity) * sizeof(DictEntry) + slots * sizeof(uint32_t);
  Object *block = allocateLeaf(t, size, TypeId::ByteBlock);
  if (!block)
    return false;
  auto *entries = reinterpret_cast<DictEntry *>(reinterpret_cast<char *>(block) + kBlockHeader);
  int64_t n = 0;
  if (d->used == d->filled) {
    n = d->filled;
    if (n)
      std::memcpy(entries, d->entries, static_cast<size_t>(n) * sizeof(DictEntry));
  } else {
    for (int64_t i = 0; i < d->filled; i++)
      if (ok(d->entries[i].key))
        entries[n++] = d->entries[i];
  }
  d->entries = entries;
  d->filled = n;
  d->capacity = capacity;
  d->index = slots ? reinterpret_cast<uint32_t *>(entries + capacity) : nullptr;
  d->indexMask = static_cast<uint32_t>(slots ? slots - 1 : 0);
  if (slots) {
    std::memset(d->index, 0, slots * sizeof(uint32_t));
    for (int64_t i = 0; i < n; i++)
      indexEntry(d, entries[i].hash, i);
  }
  writeBarrier(d);
  return true;
}

bool grow(Thread &t, Dict *d) {
  int64_t capacity = d->capacity ? d->capacity : 4;
  if (d->capacity && !d->used && !d->index) { // add one, delete one: no need to allocate
    d->filled = 0;
    return true;
  }
  // Many deletions: the same size will do.
  if (d->capacity && d->used > d->capacity / 2)
    capacity *= 2;
  if (capacity > (int64_t{1} << 31) - 8) {
    raiseMemoryError(t);
    return false;
  }
  return rebuild(t, d, capacity);
}

bool isExactStr(Value v) {
  return isObject(v) && asObject(v)->shapeId == static_cast<uint32_t>(TypeId::Str);
}

// Whether an entry with the same hash has an equal key: 1, 0, -1 error, 2: the table changed,
// again.
int sameKey(Thread &t, Dict *d, int64_t position, Value key) {
  DictEntry *entries = d->entries;
  Value stored = entries[position].key;
  if (!ok(stored))
    return 0;
  if (isExactStr(stored) && isExactStr(key))
    return strEqual(as<Str>(stored), as<Str>(key));
  if (isInt(stored) && isInt(key))
    return 0; // different immediates
  int equal = compareTruth(t, stored, key, CompareKind::Equal);
  if (equal < 0)
    return -1;
  if (d->entries != entries || position >= d->filled || !same(entries[position].key, stored))
    return 2;
  return equal;
}

} // namespace

bool dictKeyHash(Thread &t, Value key, uint64_t *out) {
  if (isExactStr(key)) {
    *out = strHash(as<Str>(key));
    return true;
  }
  int64_t h;
  if (isInt(key)) {
    h = intHash(key);
  } else if (!hash(t, key, &h)) {
    return false;
  }
  *out = static_cast<uint64_t>(h);
  return true;
}

int64_t dictLookupStr(const Dict *d, const Str *key, uint64_t hash) {
  Value k = fromObject(key);
  auto equal = [&](const DictEntry &e) {
    if (same(e.key, k))
      return true;
    return e.hash == hash && ok(e.key) && ((d->flags & kDictStrKeys) || isStr(e.key)) &&
           strEqual(as<Str>(e.key), key);
  };
  if (!d->index) {
    for (int64_t i = 0; i < d->filled; i++)
      if (equal(d->entries[i]))
        return i;
    return kAbsent;
  }
  for (Probe p(d, hash);; p.advance()) {
    uint32_t e = d->index[p.slot];
    if (!e)
      return kAbsent;
    if (p.matches(e) && equal(d->entries[p.position(e)]))
      return p.position(e);
  }
}

int64_t dictLookup(Thread &t, Dict *d, Value key, uint64_t hash) {
  if (isExactStr(key) && (d->flags & kDictStrKeys))
    return dictLookupStr(d, as<Str>(key), hash);
again:
  if (!d->index) {
    for (int64_t i = 0; i < d->filled; i++) {
      if (same(d->entries[i].key, key))
        return i;
      if (d->entries[i].hash != hash)
        continue;
      int equal = sameKey(t, d, i, key);
      if (equal == 1)
        return i;
      if (equal < 0)
        return kLookupError;
      if (equal == 2)
        goto again;
    }
    return kAbsent;
  }
  for (Probe p(d, hash);; p.advance()) {
    uint32_t e = d->index[p.slot];
    if (!e)
      return kAbsent;
    if (!p.matches(e))
      continue;
    uint32_t position = p.position(e);
    if (same(d->entries[position].key, key))
      return position;
    if (d->entries[position].hash != hash)
      continue;
    int equal = sameKey(t, d, position, key);
    if (equal == 1)
      return position;
    if (equal < 0)
      return kLookupError;
    if (equal == 2)
      goto again;
  }
}

bool dictAppend(Thread &t, Dict *d, Value key, uint64_t hash, Value v) {
  if (d->filled == d->capacity && !grow(t, d))
    return false;
  if (!isExactStr(key))
    d->flags &= static_cast<uint8_t>(~kDictStrKeys);
  int64_t position = d->filled++;
  d->entries[position] = {key, v, hash};
  if (d->index)
    indexEntry(d, hash, position);
  d->used++;
  d->version++;
  writeBarrier(d);
  return true;
}

void dictRemoveAt(Dict *d, int64_t position) {
  DictEntry &entry = d->entries[position];
  d->version++;
  if (d->flags & kDictModule && isObject(entry.value) && ok(entry.value) &&
      isExactly(entry.value, TypeId::GlobalCell)) {
    as<Cell>(entry.value)->content = kNoValue; // the cell stays for the code that uses it
    return;
  }
  entry = {kNoValue, kNoValue, entry.hash};
  d->used--;
}

void dictTrim(Dict *d) {
  while (d->filled && !ok(d->entries[d->filled - 1].key)) {
    d->filled--;
    if (d->index)
      unindexEntry(d, d->entries[d->filled].hash, d->filled);
  }
}

// --- Objects.h
Dict *dictNew(Thread &t, int64_t capacity) {
  Dict *d = allocate<Dict>(t, TypeId::Dict);
  d->flags = kDictStrKeys;
  if (capacity > 0) {
    int64_t rounded = 4;
    while (rounded < capacity)
      rounded *= 2;
    if (!rebuild(t, d, rounded))
      return nullptr;
  }
  return d;
}

int64_t dictSize(const Dict *d) {
  if (!(d->flags & kDictModule))
    return d->used;
  int64_t n = 0;
  for (int64_t i = 0; i < d->filled; i++)
    n += dictEntryLive(d, d->entries[i]);
  return n;
}

Found dictFindHashed(Thread &t, Dict *d, Value key, uint64_t hash, Value *out) {
  int64_t position = dictLookup(t, d, key, hash);
  if (position == kLookupError)
    return Found::Error;
  if (position == kAbsent)
    return Found::No;
  Value v = dictEntryValue(d, d->entries[position]);
  if (!ok(v))
    return Found::No;
  *out = v;
  return Found::Yes;
}
Found dictFind(Thread &t, Dict *d, Value key, Value *out) {
  uint64_t h;
  if (!dictKeyHash(t, key, &h))
    return Found::Error;
  return dictFindHashed(t, d, key, h, out);
}
Value dictGetStr(Dict *d, Str *key) {
  int64_t position = dictLookupStr(d, key, strHash(key));
  return position < 0 ? kNoValue : dictEntryValue(d, d->entries[position]);
}

bool dictSetHashed(Thread &t, Dict *d, Value key, uint64_t hash, Value v) {
  int64_t position = dictLookup(t, d, key, hash);
  if (position == kLookupError)
    return false;
  if (position == kAbsent)
    return dictAppend(t, d, key, hash, v);
  DictEntry &entry = d->entries[position];
  if (d->flags & kDictModule && !ok(dictEntryValue(d, entry)) && position != d->filled - 1) {
    // An unbound global becomes the newest name.
    Value stored = entry.key, cell = entry.value;
    entry = {kNoValue, kNoValue, entry.hash};
    d->used--;
    if (!dictAppend(t, d, stored, hash, cell))
      return false;
    dictSetEntryValue(d, d->entries[d->filled - 1], v);
    return true;
  }
  dictSetEntryValue(d, entry, v);
  return true;
}
bool dictSet(Thread &t, Dict *d, Value key, Value v) {
  uint64_t h;
  return dictKeyHash(t, key, &h) && dictSetHashed(t, d, key, h, v);
}
bool dictSetStr(Thread &t, Dict *d, Str *key, Value v) {
  return dictSetHashed(t, d, fromObject(key), strHash(key), v);
}

Value dictSetDefault(Thread &t, Dict *d, Value key, Value v) {
  uint64_t h;
  if (!dictKeyHash(t, key, &h))
    return kNoValue;
  int64_t position = dictLookup(t, d, key, h);
  if (position == kLookupError)
    return kNoValue;
  if (position == kAbsent)
    return dictAppend(t, d, key, h, v) ? v : kNoValue;
  Value found = dictEntryValue(d, d->entries[position]);
  if (ok(found))
    return found;
  return dictSetHashed(t, d, key, h, v) ? v : kNoValue;
}

Found dictRemove(Thread &t, Dict *d, Value key, Value *removed) {
  uint64_t h;
  if (!dictKeyHash(t, key, &h))
    return Found::Error;
  int64_t position = dictLookup(t, d, key, h);
  if (position == kLookupError)
    return Found::Error;
  if (position == kAbsent)
    return Found::No;
  Value v = dictEntryValue(d, d->entries[position]);
  if (!ok(v))
    return Found::No;
  if (removed)
    *removed = v;
  dictRemoveAt(d, position);
  return Found::Yes;
}
Value dictPopStr(Thread &t, Dict *d, Str *key) {
  int64_t position = dictLookupStr(d, key, strHash(key));
  if (position < 0)
    return kNoValue;
  Value v = dictEntryValue(d, d->entries[position]);
  if (ok(v))
    dictRemoveAt(d, position);
  return v;
}

void dictClear(Thread &, Dict *d) {
  d->version++;
  if (d->flags & kDictModule) {
    for (int64_t i = 0; i < d->filled; i++)
      if (ok(d->entries[i].key))
        dictRemoveAt(d, i);
    return;
  }
  d->used = d->filled = d->capacity = 0;
  d->index = nullptr;
  d->indexMask = 0;
  d->entries = nullptr;
  d->flags |= kDictStrKeys;
}

Dict *dictCopy(Thread &t, Dict *from) {
  Dict *d = dictNew(t);
  if (!d)
    return nullptr;
  if (!(from->flags & kDictModule)) {
    if (!from->used)
      return d;
    d->flags = from->flags & kDictStrKeys;
    d->used = from->used;
    d->filled = from->filled;
    d->entries = from->entries;
    int64_t capacity = 4;
    while (capacity < from->used)
      capacity *= 2;
    if (!rebuild(t, d, capacity))
      return nullptr;
    return d;
  }
  int64_t position = 0;
  Value key, v;
  while (dictNext(from, &position, &key, &v))
    if (!dictSet(t, d, key, v))
      return nullptr;
  return d;
}

bool dictNext(Dict *d, int64_t *position, Value *key, Value *v) {
  for (int64_t i = *position; i < d->filled; i++) {
    DictEntry &entry = d->entries[i];
    if (!ok(entry.key))
      continue;
    Value content = dictEntryValue(d, entry);
    if (!ok(content))
      continue;
    *position = i + 1;
    if (key)
      *key = entry.key;
    if (v)
      *v = content;
    return true;
  }
  *position = d->filled;
  return false;
}

Cell *dictGlobalCell(Thread &t, Dict *d, Str *key) {
  d->flags |= kDictModule;
  uint64_t h = strHash(key);
  int64_t position = dictLookupStr(d, key, h);
  if (position >= 0) {
    Value stored = d->entries[position].value;
    if (isObject(stored) && isExactly(stored, TypeId::GlobalCell))
      return as<Cell>(stored);
    Cell *cell = allocate<Cell>(t, TypeId::GlobalCell);
    cell->content = stored;
    storeField(d, &d->entries[position].value, fromObject(cell));
    return cell;
  }
  Cell *cell = allocate<Cell>(t, TypeId::GlobalCell);
  return dictAppend(t, d, fromObject(key), h, fromObject(cell)) ? cell : nullptr;
}

} // namespace rt
