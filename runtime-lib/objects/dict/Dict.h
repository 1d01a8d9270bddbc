// The dict table below the methods: positions of entries, raw insertion and removal. Positions are
// indices into `entries` and stay valid until the table is changed.
#pragma once

#include "runtime-lib/objects/Objects.h"
#include "runtime-lib/objects/iterators/Iterators.h"

namespace rt {

/// The value of an entry; kNoValue for a name of a module namespace that is not (yet) bound. The
/// one way to read entry.value: a GlobalCell never leaves the table.
inline Value dictEntryValue(const Dict *d, const DictEntry &entry) {
  if (d->flags & kDictModule) [[unlikely]]
    if (isObject(entry.value) && ok(entry.value) && isExactly(entry.value, TypeId::GlobalCell))
      return as<Cell>(entry.value)->content;
  return entry.value;
}
/// Writes to the cell of a module namespace or to the entry.
inline void dictSetEntryValue(Dict *d, DictEntry &entry, Value v) {
  if (d->flags & kDictModule) [[unlikely]]
    if (isObject(entry.value) && ok(entry.value) && isExactly(entry.value, TypeId::GlobalCell)) {
      storeField(asObject(entry.value), &as<Cell>(entry.value)->content, v);
      return;
    }
  storeField(d, &entry.value, v);
}
/// True for an entry that a program can see.
inline bool dictEntryLive(const Dict *d, const DictEntry &entry) {
  return ok(entry.key) && (!(d->flags & kDictModule) || ok(dictEntryValue(d, entry)));
}

inline constexpr int64_t kAbsent = -1, kLookupError = -2;
/// What searches in the tables of dict and set hear about an entry, beside kLookupError: another key,
/// the key, a key that needs the general comparison, the comparison changed the table.
inline constexpr int kOther = 0, kSame = 1, kUnsure = -3, kChanged = -4;
/// Whether v is exactly a str: searches for those run no Python code.
inline bool isExactStr(Value v) {
  return isObject(v) && asObject(v)->shapeId == static_cast<uint32_t>(TypeId::Str);
}
/// Position of key; kAbsent, or kLookupError with an exception pending. May run Python code
/// (__eq__).
int64_t dictLookup(Thread &, Dict *, Value key, uint64_t hash);
/// Position of an equal str key (interned or not), kAbsent; runs no Python code.
int64_t dictLookupStr(const Dict *, const Str *key, uint64_t hash);
/// hash(key) with short cuts for int and str.
bool dictKeyHash(Thread &, Value key, uint64_t *hash);
/// Appends an entry whose key is known to be absent.
bool dictAppend(Thread &, Dict *, Value key, uint64_t hash, Value v);
/// dictFind and dictSet for a known hash.
Found dictFindHashed(Thread &, Dict *, Value key, uint64_t hash, Value *out);
bool dictSetHashed(Thread &, Dict *, Value key, uint64_t hash, Value v);
/// Deletes the entry at a position.
void dictRemoveAt(Dict *, int64_t position);
/// Gives back the deleted entries at the end: the next entry takes their place, which iterators see.
void dictTrim(Dict *);
/// The value for key, else stores v and returns it. kNoValue: exception.
Value dictSetDefault(Thread &, Dict *, Value key, Value v);
/// a == b for two dicts: 1, 0, -1.
int dictEqual(Thread &, Dict *a, Dict *b);
/// dict.update for any number of arguments as __init__ and update take them.
Dict *dictCopyOf(Thread &, Value source); // by keys() and items where a subclass has its own iteration
bool dictUpdateArguments(Thread &, const char *name, Dict *, const Value *args, size_t positional,
                         Tuple *kwNames);

Value dictViewNew(Thread &, TypeId id, Dict *);
Value dictIteratorNew(Thread &, TypeId id, Dict *);
/// Steps a forward iterator over keys, values or items; null at the end and for exceptions.
DictEntry *dictIteratorStep(Thread &, TableIterator *it);
extern const NativeRow kDictMethods[];

} // namespace rt
