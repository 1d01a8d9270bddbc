// Constructors and accessors of the built-in objects: the API that all runtime code uses. Each
// group is implemented in the .cpp named there. Functions with a Thread& may collect.
#pragma once

#include "runtime-lib/protocols/Protocols.h"

#include <string_view>

namespace rt {

// --- Int.cpp
Value intSlow(Thread &, int64_t n);
inline Value intValue(Thread &t, int64_t n) { return fitsInt(n) ? fromInt(n) : intSlow(t, n); }
Value intFromUnsigned(Thread &, uint64_t n);
Value intFromDouble(Thread &, double d); // truncates; OverflowError/ValueError for inf and nan
/// Parses as int(text, base) does (underscores, white space, prefixes); ValueError with CPython's
/// text.
Value intFromText(Thread &, Str *text, int base);
Value intFromDecimal(Thread &, std::string_view digits); // optional '-', digits only
/// True when v (an int or subclass) fits int64; never raises.
bool intFits(Value v, int64_t *out);
int intSign(Value v);
Value intAdd(Thread &, Value a, Value b); // any ints; likewise:
Value intSubtract(Thread &, Value a, Value b), intMultiply(Thread &, Value a, Value b);
Value intFloorDivide(Thread &, Value a, Value b), intRemainder(Thread &, Value a, Value b);
int intCompare(Value a, Value b);            // -1, 0, 1
Str *intToText(Thread &, Value v, int base); // no prefix; base 10 obeys the 4300-digit limit
int64_t intHash(Value v);
inline int64_t immediateHash(Value v) { // v is an immediate int
  constexpr int64_t kModulus = (int64_t{1} << 61) - 1;
  int64_t n = asInt(v);
  return n > -kModulus && n < kModulus ? n - (n == -1) : intHash(v);
}
/// v as the exact int (a bool or subclass instance becomes a plain int).
Value intExact(Thread &, Value v);
bool intToBytes(Thread &, Value v, uint8_t *out, size_t length, bool littleEndian, bool isSigned);
Value intFromBytes(Thread &, const uint8_t *in, size_t length, bool littleEndian, bool isSigned);

// --- Float.cpp
Value floatSlow(Thread &, double d);
inline Value floatValue(Thread &t, double d) {
  Value v = fromDoubleImmediate(d);
  return ok(v) ? v : floatSlow(t, d);
}
double floatAsDouble(Value v); // v is a float or subclass
Str *floatRepr(Thread &, double d);
Value floatFromText(Thread &, Str *text);
/// PyOS_double_to_string-like: code one of r e E f F g G, precision, flags '#', '+', ' '.
struct FloatFormat {
  char code;
  int precision;
  bool alternate, addDotZero, sign;
};
void floatFormat(double d, FloatFormat format, std::string_view *out, char *buffer, size_t size);
Value complexValue(Thread &, double real, double imag);
int64_t hashDouble(Thread &, double d, const void *identity);

// --- Str.cpp
Str *strNew(Thread &, int64_t length, unsigned kind, bool ascii); // uninitialised text
Str *strFromAscii(Thread &, std::string_view text);
/// UTF-8 with surrogates allowed as three bytes; invalid bytes become U+FFFD.
Str *strFromUtf8(Thread &, std::string_view text);
Str *strFromCodePoints(Thread &, const uint32_t *points, int64_t count);
Str *strFromCodePoint(Thread &, uint32_t point); // single Latin-1 characters are shared
/// The texts that exist once, without the heap.
struct alignas(16) StaticStr {
  Str header;
  uint8_t text[8];
};
struct StaticTexts {
  StaticStr characters[256], empty;
  constexpr StaticTexts();
};
extern "C" StaticTexts rt_texts;
inline Str *strEmpty() { return &rt_texts.empty.header; }
inline Str *strCharacter(uint32_t latin1) { return &rt_texts.characters[latin1].header; }
Str *strConcat(Thread &, Str *a, Str *b);
Str *strSlice(Thread &, Str *s, int64_t start, int64_t end); // 0 <= start <= end <= length
bool strEqualText(const Str *a, const Str *b); // for texts of the same length and kind
inline bool strEqual(const Str *a, const Str *b) {
  if (a == b)
    return true;
  if (a->length != b->length || ((a->flags ^ b->flags) & kStrKindMask))
    return false;
  return strEqualText(a, b);
}
int strCompare(const Str *a, const Str *b);
uint64_t strComputeHash(Str *s);
inline uint64_t strHash(Str *s) { return s->hash ? s->hash : strComputeHash(s); } // SipHash-1-3
bool strEquals(const Str *s, std::string_view ascii);
Str *strIntern(Thread &, Str *s); // the canonical equal string
/// Interned string for a C++ literal; see also core/Names.h for the fixed ones.
Str *internAscii(Thread &, std::string_view text);
/// UTF-8 view: the text itself for ASCII, else a cached or new encoding kept alive by the returned
/// object; surrogates as three bytes. For file names and messages.
std::string_view strUtf8(Thread &, Str *s);
Str *strJoin(Thread &, Str *separator, const Value *items,
             size_t count); // items all str (subclass too)
int64_t strFind(const Str *s, const Str *sub, int64_t start, int64_t end); // -1: absent
/// Builds a str piece by piece. What does not fit into memory is left out; finish() then raises.
class StrBuilder {
public:
  explicit StrBuilder(Thread &t) : thread_(t) {}
  ~StrBuilder() {
    if (data_ != small_)
      release();
  }
  StrBuilder(const StrBuilder &) = delete;
  StrBuilder &operator=(const StrBuilder &) = delete;
  void add(Str *s);
  void add(std::string_view ascii);
  void addPoint(uint32_t point) {
    if (kind_ == 1 && point < 0x100 && length_ < capacity_) [[likely]] {
      data_[length_++] = static_cast<uint8_t>(point);
      ascii_ &= point < 0x80;
      return;
    }
    addAnyPoint(point);
  }
  /// `count` times the same character.
  void fill(int64_t count, uint32_t point);
  int64_t length() const { return length_; }
  Str *finish();

private:
  bool grow(int64_t extra, unsigned kind);
  void addAnyPoint(uint32_t point);
  void release();
  static constexpr int64_t kSmall = 128;
  Thread &thread_;
  uint8_t *data_ = small_; // else malloc'ed
  int64_t length_ = 0, capacity_ = kSmall;
  unsigned kind_ = 1;
  bool ascii_ = true, failed_ = false;
  uint8_t small_[kSmall];
};

// --- Bytes.cpp
Bytes *bytesNew(Thread &, const void *data, int64_t length); // data may be null: zeroed
/// Bytes of any object with the buffer protocol; TypeError "a bytes-like object is required, not
/// 'X'".
bool getBuffer(Thread &, Value object, Buffer *buffer, bool writable = false);
/// As it is: with shape, strides and suboffsets.
bool getFullBuffer(Thread &, Value object, Buffer *buffer);
void releaseBuffer(Buffer *buffer);
/// Whether buffers of an object are in use, by its count of them. Views that nothing refers to any more
/// count until they are collected, so that is done first; finalizers may run.
bool stillExported(Thread &, const int64_t &exports);

// --- List.cpp, Tuple.cpp
List *listNew(Thread &, int64_t size = 0); // items kNoValue: fill at once
List *listFrom(Thread &, const Value *items, int64_t count);
bool listAppend(Thread &, List *, Value item);
bool listInsert(Thread &, List *, int64_t index, Value item);
bool listExtend(Thread &, List *, Value iterable);
bool listSort(Thread &, List *, Value key, bool reverse);
Tuple *tupleNew(Thread &, int64_t size); // items kNoValue: fill at once
Tuple *tupleFrom(Thread &, const Value *items, int64_t count);
template <typename... V> Tuple *tupleOf(Thread &t, V... items) {
  const Value array[] = {items..., kNoValue};
  return tupleFrom(t, array, sizeof...(items));
}
Tuple *emptyTuple();

// --- Dict.cpp
Dict *dictNew(Thread &, int64_t capacity = 0);
enum class Found : int { Error = -1, No = 0, Yes = 1 };
Found dictFind(Thread &, Dict *, Value key, Value *out);
/// Lookup of a str key; never raises and runs no Python code; kNoValue when absent.
Value dictGetStr(Dict *, Str *key);
bool dictSet(Thread &, Dict *, Value key, Value v);
bool dictSetStr(Thread &, Dict *, Str *key, Value v);
Found dictRemove(Thread &, Dict *, Value key, Value *removed = nullptr); // No: absent, no error
Value dictPopStr(Thread &, Dict *, Str *key);                            // kNoValue when absent
void dictClear(Thread &, Dict *);
Dict *dictCopy(Thread &, Dict *);
bool dictUpdate(Thread &, Dict *, Value mappingOrPairs, bool overwrite = true);
/// Steps through live entries: position starts at 0. False at the end.
bool dictNext(Dict *, int64_t *position, Value *key, Value *v);
/// Makes `key` of a module namespace a cell shared with generated code; its value, if any, moves
/// there.
Cell *dictGlobalCell(Thread &, Dict *, Str *key);
int64_t dictSize(const Dict *);

// --- Set.cpp
struct Set;
Value setNew(Thread &, bool frozen);
bool setAdd(Thread &, Value set, Value item);
int setContains(Thread &, Value set, Value item);
int64_t setSize(Value set);
bool setNext(Value set, int64_t *position, Value *item);

// --- Range.cpp, Slice.cpp
Value rangeNew(Thread &, Value start, Value stop, Value step);
Value sliceNew(Thread &, Value start, Value stop, Value step);
/// Resolves a slice for a sequence of `length` items: start, step and number of items.
/// (PySlice_AdjustIndices)
bool sliceResolve(Thread &, Value slice, int64_t length, int64_t *start, int64_t *stop,
                  int64_t *step, int64_t *count);

// --- Function.cpp, Module.cpp, Class objects
Value boundMethod(Thread &, Value function, Value self);
/// The first weak reference to an object, or None.
Value weakRefOf(Thread &, Value object);
/// weakref.ref(object, callback); TypeError "cannot create weak reference to 'X' object".
Value weakRefNew(Thread &, Value object, Value callback);
Value staticMethodNew(Thread &, Value function), classMethodNew(Thread &, Value function);
Module *moduleNew(Thread &, Str *name);
Cell *cellNew(Thread &, Value content);
Value mappingProxyNew(Thread &, Value mapping);
Value genericAliasNew(Thread &, Value origin, Value args);
Value simpleNamespaceNew(Thread &, Dict *attributes);
/// A struct sequence class (os.stat_result and so on): a tuple subclass with named fields.
extern const char kUnnamedField[];
Type *structSequenceType(Thread &, const char *module, const char *name, const char *const *fields,
                         int visible);
Value structSequenceNew(Thread &, Type *type, const Value *items);

} // namespace rt
