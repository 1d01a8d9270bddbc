// Type objects, shapes, and native functions: how a type is described and registered.
#pragma once

#include "compiler/bytecode/Instruction.h"
#include "runtime-lib/core/Raise.h"
#include "runtime-lib/gc/Heap.h"

namespace rt {

struct Str;
struct Dict;
struct Tuple;
struct List;
struct Type;
struct CodeInfo;
using regius::BinaryKind;
using regius::CompareKind;

// --- Slot signatures (abi/Slots.def). kNoValue / -1 / false: exception pending.
using SlotUnary = Value (*)(Thread &, Value self);
using SlotBinary = Value (*)(Thread &, Value a, Value b);
using SlotHash = bool (*)(Thread &, Value self, int64_t *hash);
/// args: positional arguments, then the values of the keywords in kwNames (a tuple or null).
using SlotCall = Value (*)(Thread &, Value callee, const Value *args, size_t positional, Tuple *kwNames);
using SlotSetThree = bool (*)(Thread &, Value self, Value key, Value v); // v == kNoValue deletes
using SlotCompare = Value (*)(Thread &, Value a, Value b, CompareKind);
using SlotNext = Value (*)(Thread &, Value iterator); // kNoValue and nothing pending: exhausted
using SlotDescrGet = Value (*)(Thread &, Value descr, Value object, Value type); // object may be kNoValue
using SlotInit = bool (*)(Thread &, Value self, const Value *args, size_t positional, Tuple *kwNames);
using SlotCreate = Value (*)(Thread &, Type *type, const Value *args, size_t positional, Tuple *kwNames);
using SlotFinalize = void (*)(Thread &, Value self);
using SlotTruth = int (*)(Thread &, Value self); // 1, 0, or -1 for an exception
using SlotLength = int64_t (*)(Thread &, Value self); // -1 for an exception
using SlotContains = int (*)(Thread &, Value container, Value item);
using SlotRepeat = Value (*)(Thread &, Value sequence, int64_t count);
using SlotPower = Value (*)(Thread &, Value base, Value exponent, Value modulus); // modulus may be None

/// Access to an object's bytes (the buffer protocol). `release` must be called once.
struct Buffer {
  uint8_t *data;
  int64_t length;
  bool readOnly;
  const char *format; // struct format, "B" by default
  int64_t itemSize;
  int ndim;
  int64_t *shape, *strides; // null for plain bytes
  int64_t *suboffsets;      // where >= 0, the memory at that dimension is a pointer to go on from; may be null
  bool full;                // set by the consumer: any geometry will do, not only bytes in C order
  Value owner;
};
using SlotGetBuffer = bool (*)(Thread &, Value self, Buffer *buffer, bool writable);
using SlotReleaseBuffer = void (*)(Value self, Buffer *buffer);

struct Slots {
#define SLOT(Member, Signature, Dunder, Dunder2) Slot##Signature Member;
#include "runtime-lib/abi/Slots.def"
  SlotBinary binary[regius::kBinaryKindCount];  // indexed by BinaryKind; Power without modulus
  SlotBinary inplace[regius::kBinaryKindCount];
  SlotPower power; // pow(a, b, c)
  SlotGetBuffer getBuffer;
  SlotReleaseBuffer releaseBuffer;
};

// --- Native functions and methods
// Subclasses of variable types (tuple, int, bytes) keep their attribute storage behind the variable
// part, see objects/Shape.h; subclasses of fixed types behind the base's fields. Makers of instances
// use allocateInstance(type, variableBytes) and need not care.
/// A function written in C++. args has one entry for each parameter of the row's signature: bound by
/// position or keyword, kNoValue when omitted, a Tuple for *args, a Dict (or kNoValue) for **kwargs.
/// For methods args[0] is self, already checked to be an instance of the owner.
using NativeCode = Value (*)(Thread &thread, const Value *args);

/// The same for calls by position of a function with *args, which saves the tuple: all of the arguments,
/// self included.
using NativeSpreadCode = Value (*)(Thread &thread, const Value *args, size_t count);

/// Raw: the row is a RawNativeRow (objects/NativeFunction.h), which binds its arguments itself.
enum class NativeKind : uint8_t { Function, Method, ClassMethod, StaticMethod, Raw };
struct NativeRow {
  const char *name;
  NativeCode code;
  /// Python parameter list without default texts of no interest: "($self, object, /)",
  /// "(iterable, /, *, key=None, reverse=False)". Parsed on first use.
  const char *signature;
  NativeKind kind = NativeKind::Method;
  const char *doc = nullptr;
  NativeSpreadCode spread = nullptr;
};
/// Computed attributes: `set` null means read-only.
struct GetSetRow {
  const char *name;
  SlotUnary get;
  bool (*set)(Thread &, Value self, Value v) = nullptr; // v == kNoValue deletes
  const char *doc = nullptr;
};
/// Plain fields: a Value at a byte offset. Null fields read as None, or raise when `required`.
struct MemberRow {
  const char *name;
  size_t offset;
  bool readOnly = true;
  bool required = false;
};
enum TypeFlags : uint32_t {
  kTypeHeap = 1 << 0,          // made by a class statement or type()
  kTypeSubclassable = 1 << 1,  // may be a base
  kTypeHasDict = 1 << 2,       // instances have attributes of their own (slots or dict)
  kTypeReady = 1 << 3,
  kTypeIntSubclass = 1 << 4,   // fast isinstance bits, inherited
  kTypeStrSubclass = 1 << 5,
  kTypeBytesSubclass = 1 << 6,
  kTypeListSubclass = 1 << 7,
  kTypeTupleSubclass = 1 << 8,
  kTypeDictSubclass = 1 << 9,
  kTypeExceptionSubclass = 1 << 10,
  kTypeTypeSubclass = 1 << 11,
  kTypeFloatSubclass = 1 << 12,
  kTypeSetSubclass = 1 << 13,
  kTypeAbstract = 1 << 14,
  kTypeMatchSequence = 1 << 15, // patterns: is a sequence / mapping
  kTypeMatchMapping = 1 << 16,
  kCollectionFlags = kTypeMatchSequence | kTypeMatchMapping,
  kTypeImmutable = 1 << 17,     // attributes of the type object cannot be set
  kTypeMatchSelf = 1 << 18,     // patterns: one positional sub-pattern matches the object itself
  kTypeMethodDescriptor = 1 << 19, // instances are functions that LoadMethod need not bind
  kTypeComplexSubclass = 1 << 20,
  kTypeWeakRefs = 1 << 21,      // instances may be targets of weak references; inherited
  kTypeVariable = 1 << 22,      // instances end in `extra` bytes of data (tuple, int, bytes); inherited
  kTypeCollectable = 1 << 23,   // made by the program: dies when nothing refers to it; the runtime's own classes stay
  kTypeOwnable = 1 << 25,       // instances may be marked as having one owner, see Ownership.cpp; not inherited
  kTypeNoCreate = 1 << 24,      // "cannot create 'x' instances"; not inherited
};

/// A class. Attributes of the class live in `dict`; instances made by `create`.
struct Type : Object {
  Value attributes;      // slot storage of a metaclass instance with attributes of its own (rare)
  Str *name;             // __name__
  Str *qualName;
  Dict *dict;
  Tuple *bases, *mro;
  Type *base;            // the base that decides the layout
  List *subclasses;      // does not keep them alive
  Value doc;
  uint32_t typeFlags;
  uint32_t rootShape;    // shape of instances without attributes
  uint32_t instanceSize; // bytes of the fixed part, before inline attribute slots
  uint32_t inlineSlots;  // attribute slots allocated inside the instance
  int32_t extraOffset;   // byte offset of the pointer to overflow slots or dict; 0: no attributes
  uint32_t version;      // changes with every change of the class or its bases
  TraceFunction trace;   // reports the fixed part; attribute slots are traced by the collector
  void (*dispose)(Object *); // frees what is outside the heap, when the object dies; may be null
  void *caches;          // inline caches that depend on this class
  Slots slots;
  uint32_t dictShape;    // shape of instances in the dict form (objects/Shape.h); 0: none yet
  uint32_t slotFields;   // Values of __slots__ at the end of the fixed part, traced by the collector
  uint32_t ownSlots;     // those that this class added
  Str *module;           // __module__ of built-in types
  Value annotations;
};

/// Registration of a built-in type; see objects/*.cpp for examples. Null slots are inherited.
struct TypeSpec {
  TypeId id;
  uint32_t flags = 0;
  uint32_t instanceSize = 0;
  const char *doc = nullptr;
  TraceFunction trace = nullptr;
  void (*dispose)(Object *) = nullptr;
  void (*fillSlots)(Slots &) = nullptr;
  const NativeRow *methods = nullptr;   // terminated by a row with a null name
  const GetSetRow *getSets = nullptr;
  const MemberRow *members = nullptr;
  int32_t extraOffset = 0; // of the Value that holds attributes (__dict__) when instances have some
};
/// Called once per built-in type at start-up, bases first. instanceSize 0: that of the base.
void registerType(Thread &thread, const TypeSpec &spec);
/// A type that is not in Types.def (native modules): allocated, with its own root shape.
Type *makeNativeType(Thread &thread, const char *moduleName, const char *name, Type *base, const TypeSpec &spec);

inline bool isSubtype(Type *type, Type *base);
bool isSubtypeSlow(Type *type, Type *base);
/// As isSubtype, but by __base__ alone.
bool isBelow(const Type *type, const Type *base);
inline bool isSubtype(Type *type, Type *base) { return type == base || isSubtypeSlow(type, base); }
/// isinstance without __instancecheck__.
inline bool isInstance(Value v, Type *type) { return isSubtype(typeOf(v), type); }
inline bool isInstance(Value v, TypeId id) { return isInstance(v, builtinType(id)); }
inline bool hasTypeFlag(Value v, uint32_t flag) { return typeOf(v)->typeFlags & flag; }
/// isinstance(v, str) and so on, subclasses included, by one flag test.
inline bool isStr(Value v) { return ok(v) && hasTypeFlag(v, kTypeStrSubclass); }
inline bool isAnyInt(Value v) { return isInt(v) || hasTypeFlag(v, kTypeIntSubclass); } // bool included
inline bool isAnyFloat(Value v) { return isDouble(v) || hasTypeFlag(v, kTypeFloatSubclass); }
inline bool isBytes(Value v) { return hasTypeFlag(v, kTypeBytesSubclass); }
inline bool isList(Value v) { return hasTypeFlag(v, kTypeListSubclass); }
inline bool isTuple(Value v) { return hasTypeFlag(v, kTypeTupleSubclass); }
inline bool isDict(Value v) { return hasTypeFlag(v, kTypeDictSubclass); }
inline bool isSetOrFrozenSet(Value v) { return hasTypeFlag(v, kTypeSetSubclass); }
inline bool isType(Value v) { return hasTypeFlag(v, kTypeTypeSubclass); }
inline bool isExceptionInstance(Value v) { return hasTypeFlag(v, kTypeExceptionSubclass); }

/// Attribute of the class or its bases, without binding; kNoValue when absent; never raises. Cached.
Value typeLookup(Type *type, Str *name);
/// Calls type(args): metaclass __call__, __new__, __init__.
Value instantiate(Thread &thread, Type *type, const Value *args, size_t positional, Tuple *kwNames);
/// A zeroed instance of type (or of a subclass laid out like it), without calling anything; room for
/// `extra` bytes of variable data for types laid out so.
Object *allocateInstance(Thread &thread, Type *type, size_t extra = 0);
/// type(name, bases, dict) as the class statement does it.
Value makeClass(Thread &thread, Type *metaclass, Str *name, Tuple *bases, Dict *nameSpace, const Value *kwValues, Tuple *kwNames);
/// The class body about to be turned into a class: its list of instance attributes sizes the instances.
/// Set by __build_class__, taken by the next makeClass.
extern const CodeInfo *classBodyHint;
/// To be called after any change of type->dict: new version, slots and caches updated.
void typeModified(Thread &thread, Type *type, Str *name);

/// A function object for a row; owner: self of a bound method, module, or kNoValue.
Value makeNativeFunction(Thread &thread, const NativeRow *row, Value self, Str *moduleName);

} // namespace rt
