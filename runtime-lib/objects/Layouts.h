// Memory layouts of the built-in objects that more than one layer touches, generated code included.
// Everything else about a type is in its own header and .cpp.
#pragma once

#include "runtime-lib/abi/ProgramData.h"
#include "runtime-lib/objects/Type.h"

#include <string_view>

namespace rt {

/// Boxed int: subclasses of int and what does not fit 63 bits. Sign and magnitude, 64-bit limbs.
struct Int : Object {
  int64_t size; // number of limbs, negative for negative numbers, 0 for zero
  uint64_t limbs[];
};
struct Bool : Object {};
/// Boxed float: what the immediate form cannot hold, and subclasses.
struct Float : Object {
  double value;
};
struct Complex : Object {
  double real, imag;
};

/// str: code units of 1, 2 or 4 bytes, the smallest that fit (PEP 393). Immutable. The text lies
/// inline behind the header or in a shared StrBuffer (`data` then points into it).
struct Str : Object {
  int64_t length;  // in code points
  uint64_t hash;   // 0: not computed yet
  uint8_t *data;
};
// Str::flags
inline constexpr uint8_t kStrKindMask = 7;  // 1, 2 or 4: bytes per code point
inline constexpr uint8_t kStrAscii = 8;     // all code points below 128: data is also UTF-8
inline constexpr uint8_t kStrInterned = 16; // equal interned strings are the same object
inline unsigned strKind(const Str *s) { return s->flags & kStrKindMask; }
inline bool strIsAscii(const Str *s) { return s->flags & kStrAscii; }
inline uint32_t strAt(const Str *s, int64_t i) {
  switch (strKind(s)) {
  case 1: return s->data[i];
  case 2: return reinterpret_cast<const uint16_t *>(s->data)[i];
  default: return reinterpret_cast<const uint32_t *>(s->data)[i];
  }
}

struct Bytes : Object {
  int64_t length;
  uint64_t hash; // 0: not computed yet
  uint8_t data[]; // followed by a zero byte
};

/// Growable or shared run of Values: storage of lists, dicts, attribute overflow.
struct ValueArray : Object {
  int64_t capacity;
  Value items[];
};
struct List : Object {
  int64_t size;
  ValueArray *array; // null while empty
};
struct Tuple : Object {
  int64_t size;
  Value items[];
};

/// One entry of a dict; key kNoValue: deleted. In a module namespace the value may be a GlobalCell
/// (see Dict.h: dictEntryValue).
struct DictEntry {
  Value key, value;
  uint64_t hash;
};
/// Compact ordered hash table: entries in insertion order and an index of positions.
struct Dict : Object {
  int64_t used;        // live entries
  int64_t filled;      // entries written, deleted ones included
  int64_t capacity;    // entries allocated
  uint32_t *index;     // power-of-two table of entry positions + 1; null for small dicts
  uint32_t indexMask;
  uint32_t version;    // changes when keys are added or removed
  DictEntry *entries;  // interior pointer into a heap block
};
// Dict::flags
inline constexpr uint8_t kDictModule = 1;   // values may be GlobalCells
inline constexpr uint8_t kDictStrKeys = 2;  // all keys are exactly str

struct Cell : Object { // closure variable or compiled global; kNoValue: unbound
  Value content;
};

struct Code : Object {
  const CodeInfo *info;
  /// What code.replace() changed but for `info`, which other code objects may have as well; kNoValue: as there.
  enum Shown { kName, kQualName, kFileName, kFirstLine, kFlags, kStackSize, kShownCount };
  Value fields[kShownCount];
};
struct Module : Object {
  Value slotStorage; // attributes live in `dict`
  Dict *dict;
  const ModuleData *data; // null for modules made at run time
};

/// A Python function. Generated code reads the leading fields.
struct Function : Object {
  int32_t fastArity; // number of positional parameters when nothing else is needed to call; else -1
  uint32_t pad;
  void *entry;       // native body: Value(Thread&, Function*, Value...) , see abi/ProgramData.h
  const CodeInfo *info;
  Dict *globals;
  Tuple *closure;    // cells, or null
  Tuple *defaults;   // or null
  Dict *kwDefaults;  // or null
  Code *code;
  Str *name, *qualName;
  Value doc, module, annotations; // annotations: kNoValue until asked for, a dict, or a tuple of name, value...
  Value typeParams;
  Value builtins;
  Value attributes;  // __dict__ or kNoValue
};

struct NativeFunction : Object { // also MethodDescriptor, ClassMethodDescriptor, SlotWrapper
  const NativeRow *row;
  struct NativeSignature *signature; // parsed on first use
  Value self;        // bound self, the module, or kNoValue
  Type *owner;       // of descriptors
  Value moduleName;
};
struct BoundMethod : Object {
  Value function, self;
};

/// An exception instance. Subclasses with fields of their own lay them behind (objects/Exception.h).
struct Exception : Object {
  Value attributes;  // extraOffset of exception classes points here
  Tuple *args;
  Value traceback;   // Traceback or None / kNoValue
  Value context, cause; // kNoValue when absent
  Value notes;
  uint8_t suppressContext;
};
struct Traceback : Object {
  Value next;        // towards the raise; None at the end
  const CodeInfo *info;
  Value frame;       // frame object
  uint32_t pc;
  int32_t line;
  uint32_t inMiddle; // 1: tb_lasti is odd
};

/// An instance of a class without a built-in base: attribute slots follow.
struct Instance : Object {
  Value extra;       // overflow ValueArray or, in dict shapes, the Dict
  Value slots[];
};

} // namespace rt
