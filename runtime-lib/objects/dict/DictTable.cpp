// The compact ordered hash table of dict: entries in insertion order in one heap block, followed by
// an index of positions when there are more than eight. An index slot holds position + 1 and, in
// tables below 2^24 slots, eight bits of the hash, so that a probe seldom touches an entry that
// is not the answer. The first probe looks at the low bits of the hash, so that runs of ints stay
// together in memory; then the perturbed recurrence i = 5 i + 1 + (perturb >>= 5) brings in the
// high ones. At most half of the slots are in use. The slot of a deleted entry keeps pointing to
// it (key kNoValue) until the table is rebuilt.
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
  uint64_t perturb;
  uint32_t slot, tag, tagMask, mask;
  Probe(const Dict *d, uint64_t hash)
      : perturb(hash), slot(static_cast<uint32_t>(hash) & d->indexMask),
        tagMask(d->indexMask < kTagLimit ? kTagMask : 0), mask(d->indexMask) {
    tag = static_cast<uint32_t>((hash * 0x9E3779B97F4A7C15u) >> 32) & tagMask;
  }
  bool matches(uint32_t e) const { return ((e ^ tag) & tagMask) == 0; }
  uint32_t position(uint32_t e) const { return (e & ~tagMask) - 1; }
  void advance() {
    perturb >>= 5;
    slot = (slot * 5 + static_cast<uint32_t>(perturb) + 1) & mask;
  }
};

void indexEntry(Dict *d, uint64_t hash, int64_t position) {
  Probe p(d, hash);
  while (d->index[p.slot])
    p.advance();
  d->index[p.slot] = (static_cast<uint32_t>(position) + 1) | p.tag;
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

// A copy of a table without deleted entries, index and all; `d` has none yet.
bool copyTable(Thread &t, Dict *d, const Dict *from) {
  size_t entryBytes = static_cast<size_t>(from->filled) * sizeof(DictEntry), slots = 0;
  int64_t capacity = from->filled <= 4 ? 4 : kSmall;
  if (from->index) {
    slots = size_t{from->indexMask} + 1;
    capacity = static_cast<int64_t>(slots / 2);
  }
  size_t room = static_cast<size_t>(capacity) * sizeof(DictEntry);
  Object *block = allocateLeaf(t, kBlockHeader + room + slots * sizeof(uint32_t), TypeId::ByteBlock);
  if (!block)
    return false;
  char *data = reinterpret_cast<char *>(block) + kBlockHeader;
  std::memcpy(data, from->entries, entryBytes);
  d->entries = reinterpret_cast<DictEntry *>(data);
  d->used = d->filled = from->filled;
  d->capacity = from->index ? from->capacity : capacity;
  if (slots) {
    d->index = reinterpret_cast<uint32_t *>(data + room);
    d->indexMask = from->indexMask;
    std::memcpy(d->index, from->index, slots * sizeof(uint32_t));
  }
  writeBarrier(d);
  return true;
}

bool grow(Thread &t, Dict *d) {
  if (d->capacity && !d->used && !d->index) { // add one, delete one: no need to allocate
    d->filled = 0;
    return true;
  }
  // At least a quarter stays free, so that deleting and adding in turn seldom rebuilds.
  int64_t capacity = 4;
  while (capacity < d->used + d->used / 3 + 1)
    capacity *= 2;
  if (capacity > (int64_t{1} << 31) - 8) {
    raiseMemoryError(t);
    return false;
  }
  return rebuild(t, d, capacity);
}

// Whether an entry with the same hash has an equal key. Runs Python code: kChanged when that changed
// the table.
int sameKey(Thread &t, Dict *d, DictEntry *entries, int64_t position, Value key) {
  Value stored = entries[position].key;
  if (bothInt(stored, key))
    return kOther; // different immediates
  int equal = identicalOrEqual(t, stored, key);
  if (equal < 0)
    return kLookupError;
  if (d->entries != entries || position >= d->filled || !same(entries[position].key, stored))
    return kChanged;
  return equal ? kSame : kOther;
}

// The position for which `match` says kSame, kAbsent, or what else match answered. An empty slot of
// the index, where a new entry belongs, is left in *slot.
template <typename Match>
inline int64_t search(const Dict *d, uint64_t hash, uint32_t *slot, Match match) {
  if (!d->index) {
    for (int64_t i = 0; i < d->filled; i++)
      if (int found = match(d->entries[i]))
        return found == kSame ? i : found;
    return kAbsent;
  }
  for (Probe p(d, hash);; p.advance()) {
    uint32_t e = d->index[p.slot];
    if (!e) {
      *slot = p.slot;
      return kAbsent;
    }
    if (!p.matches(e))
      continue;
    int64_t i = p.position(e);
    if (int found = match(d->entries[i]))
      return found == kSame ? i : found;
  }
}

[[gnu::noinline]] int64_t lookupAny(Thread &t, Dict *d, Value key, uint64_t hash, uint32_t *slot) {
  for (;;) {
    DictEntry *entries = d->entries;
    int64_t found = search(d, hash, slot, [&](const DictEntry &e) {
      if (same(e.key, key))
        return kSame;
      return e.hash == hash && ok(e.key) ? sameKey(t, d, entries, &e - entries, key) : kOther;
    });
    if (found != kChanged)
      return found;
  }
}

inline int64_t lookupStr(const Dict *d, Str *key, uint64_t hash, uint32_t *slot) {
  Value k = fromObject(key);
  bool allStr = d->flags & kDictStrKeys;
  return search(d, hash, slot, [=](const DictEntry &e) {
    if (same(e.key, k))
      return kSame;
    if (e.hash != hash || !ok(e.key))
      return kOther;
    if (!allStr && !isExactStr(e.key))
      return kUnsure;
    return strEqual(as<Str>(e.key), key) ? kSame : kOther;
  });
}

// Fast paths for keys that are exactly str or small ints; lookupAny is the truth.
inline int64_t lookup(Thread &t, Dict *d, Value key, uint64_t hash, uint32_t *slot) {
  if (isInt(key)) {
    int64_t found = search(d, hash, slot, [=](const DictEntry &e) {
      if (same(e.key, key))
        return kSame;
      return e.hash == hash && ok(e.key) && !isInt(e.key) ? kUnsure : kOther;
    });
    if (found != kUnsure)
      return found;
  } else if (isExactStr(key)) {
    int64_t found = lookupStr(d, as<Str>(key), hash, slot);
    if (found != kUnsure)
      return found;
  }
  return lookupAny(t, d, key, hash, slot);
}

inline bool keyHash(Thread &t, Value key, uint64_t *out) {
  if (isInt(key)) {
    *out = static_cast<uint64_t>(immediateHash(key));
    return true;
  }
  if (isExactStr(key)) {
    *out = strHash(as<Str>(key));
    return true;
  }
  int64_t h;
  if (!hash(t, key, &h))
    return false;
  *out = static_cast<uint64_t>(h);
  return true;
}

// Appends an entry; `slot` is the empty slot that the search for its key ended at.
inline bool append(Thread &t, Dict *d, Value key, uint64_t hash, Value v, uint32_t slot) {
  if (d->filled == d->capacity) {
    if (!grow(t, d))
      return false;
    if (d->index) {
      Probe p(d, hash);
      while (d->index[p.slot])
        p.advance();
      slot = p.slot;
    }
  }
  if (!isExactStr(key))
    d->flags &= static_cast<uint8_t>(~kDictStrKeys);
  int64_t position = d->filled++;
  d->entries[position] = {key, v, hash};
  if (d->index)
    d->index[slot] = (static_cast<uint32_t>(position) + 1) | Probe(d, hash).tag;
  d->used++;
  d->version++;
  writeBarrier(d);
  return true;
}

// The value for a key, stored or absent; kNoValue with *failed set for an exception.
inline Value findValue(Thread &t, Dict *d, Value key, bool *failed) {
  uint64_t h;
  *failed = !keyHash(t, key, &h);
  if (*failed)
    return kNoValue;
  uint32_t slot;
  int64_t position = lookup(t, d, key, h, &slot);
  if (position >= 0)
    return dictEntryValue(d, d->entries[position]);
  *failed = position == kLookupError;
  return kNoValue;
}

} // namespace

bool dictKeyHash(Thread &t, Value key, uint64_t *out) { return keyHash(t, key, out); }

int64_t dictLookupStr(const Dict *d, const Str *key, uint64_t hash) {
  uint32_t slot;
  int64_t found = search(d, hash, &slot, [=](const DictEntry &e) {
    if (same(e.key, fromObject(key)))
      return kSame;
    return e.hash == hash && ok(e.key) && isStr(e.key) && strEqual(as<Str>(e.key), key) ? kSame : kOther;
  });
  return found;
}

int64_t dictLookup(Thread &t, Dict *d, Value key, uint64_t hash) {
  uint32_t slot;
  return lookup(t, d, key, hash, &slot);
}

bool dictAppend(Thread &t, Dict *d, Value key, uint64_t hash, Value v) {
  uint32_t slot = 0;
  if (d->index) {
    Probe p(d, hash);
    while (d->index[p.slot])
      p.advance();
    slot = p.slot;
  }
  return append(t, d, key, hash, v, slot);
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

// popitem() takes from the end: dead entries there are given back, so that it stays O(1). Their
// slots in the index stay in use, hence the capacity shrinks with them. (A slot left behind is
// harmless: whatever entry comes to lie there answers for its own key only.)
void dictTrim(Dict *d) {
  while (d->filled && !ok(d->entries[d->filled - 1].key)) {
    d->filled--;
    d->capacity -= d->index != nullptr;
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
  uint32_t slot;
  int64_t position = lookup(t, d, key, hash, &slot);
  if (position < 0)
    return position == kLookupError ? Found::Error : Found::No;
  Value v = dictEntryValue(d, d->entries[position]);
  if (!ok(v))
    return Found::No;
  *out = v;
  return Found::Yes;
}
Found dictFind(Thread &t, Dict *d, Value key, Value *out) {
  bool failed;
  Value v = findValue(t, d, key, &failed);
  if (!ok(v))
    return failed ? Found::Error : Found::No;
  *out = v;
  return Found::Yes;
}
Value dictGetStr(Dict *d, Str *key) {
  int64_t position = dictLookupStr(d, key, strHash(key));
  return position < 0 ? kNoValue : dictEntryValue(d, d->entries[position]);
}

// An unbound global becomes the newest name.
static bool bindUnbound(Thread &t, Dict *d, int64_t position, Value v) {
  DictEntry &entry = d->entries[position];
  Value stored = entry.key, cell = entry.value;
  uint64_t hash = entry.hash;
  entry = {kNoValue, kNoValue, hash};
  d->used--;
  if (!dictAppend(t, d, stored, hash, cell))
    return false;
  dictSetEntryValue(d, d->entries[d->filled - 1], v);
  return true;
}

static inline bool setHashed(Thread &t, Dict *d, Value key, uint64_t hash, Value v) {
  uint32_t slot;
  int64_t position = lookup(t, d, key, hash, &slot);
  if (position == kLookupError)
    return false;
  if (position == kAbsent)
    return append(t, d, key, hash, v, slot);
  DictEntry &entry = d->entries[position];
  if (d->flags & kDictModule && !ok(dictEntryValue(d, entry)) && position != d->filled - 1)
    return bindUnbound(t, d, position, v);
  dictSetEntryValue(d, entry, v);
  return true;
}
bool dictSetHashed(Thread &t, Dict *d, Value key, uint64_t hash, Value v) { return setHashed(t, d, key, hash, v); }
bool dictSet(Thread &t, Dict *d, Value key, Value v) {
  uint64_t h;
  return keyHash(t, key, &h) && setHashed(t, d, key, h, v);
}
bool dictSetStr(Thread &t, Dict *d, Str *key, Value v) {
  return dictSetHashed(t, d, fromObject(key), strHash(key), v);
}

Value dictSetDefault(Thread &t, Dict *d, Value key, Value v) {
  uint64_t h;
  if (!keyHash(t, key, &h))
    return kNoValue;
  uint32_t slot;
  int64_t position = lookup(t, d, key, h, &slot);
  if (position == kAbsent)
    return append(t, d, key, h, v, slot) ? v : kNoValue;
  if (position < 0)
    return kNoValue;
  if (Value found = dictEntryValue(d, d->entries[position]); ok(found))
    return found;
  return setHashed(t, d, key, h, v) ? v : kNoValue;
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
    if (from->used == from->filled && from->filled >= from->capacity / 4)
      return copyTable(t, d, from) ? d : nullptr;
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
