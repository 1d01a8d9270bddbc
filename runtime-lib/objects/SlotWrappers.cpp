// Special methods of built-in types: the table that ties each special method name to its slot, and the
// "slot wrappers" (`int.__add__`, `list.__len__`) that make a native slot callable under that name. A
// wrapper always uses the slot of the type whose dict it is in, so that `super().__repr__()` works.
#include "runtime-lib/objects/TypeInternals.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string_view>
#include <utility>

namespace rt {

// `blank`: wrappers that CPython gives an unpacker with an empty name say " expected 1 argument".
static bool checkArguments(Thread &thread, NativeFunction *callee, size_t given, Tuple *kwNames, size_t wanted,
                           const char *blank = "") {
  if (kwNames && kwNames->size) {
    raise(thread, Msg::WrapperNoKeywords, callee->row->name);
    return false;
  }
  if (given == wanted + 1) return true;
  raise(thread, Msg::WrapperExpectedArguments, blank, wanted, wanted == 1 ? "" : "s", given - 1);
  return false;
}
#define NEED(n)                                                                                    \
  if (!checkArguments(t, f, positional, kwNames, n)) return kNoValue
#define NEED_UNPACKED(n)                                                                           \
  if (!checkArguments(t, f, positional, kwNames, n, " ")) return kNoValue
#define WRAP_PARAMETERS Thread &t, NativeFunction *f, const Value *a, size_t positional, Tuple *kwNames

static Value result(bool success) { return success ? none() : kNoValue; }

template <SlotUnary Slots::*Member> Value wrapUnary(WRAP_PARAMETERS) {
  NEED(0);
  return (f->owner->slots.*Member)(t, a[0]);
}
template <SlotBinary Slots::*Member> Value wrapBinary(WRAP_PARAMETERS) {
  NEED(1);
  return (f->owner->slots.*Member)(t, a[0], a[1]);
}
template <unsigned Kind> Value wrapOperator(WRAP_PARAMETERS) {
  NEED(1);
  return f->owner->slots.binary[Kind](t, a[0], a[1]);
}
template <unsigned Kind> Value wrapReflected(WRAP_PARAMETERS) {
  NEED(1);
  return f->owner->slots.binary[Kind](t, a[1], a[0]);
}
template <unsigned Kind> Value wrapInplace(WRAP_PARAMETERS) {
  NEED(1);
  return f->owner->slots.inplace[Kind](t, a[0], a[1]);
}
template <unsigned Kind> Value wrapCompare(WRAP_PARAMETERS) {
  NEED(1);
  return f->owner->slots.compare(t, a[0], a[1], static_cast<CompareKind>(Kind));
}
template <SlotRepeat Slots::*Member> Value wrapRepeat(WRAP_PARAMETERS) {
  NEED_UNPACKED(1);
  int64_t n;
  if (!toSize(t, a[1], &n)) return kNoValue;
  return (f->owner->slots.*Member)(t, a[0], n);
}
template <SlotSetThree Slots::*Member> Value wrapSet(WRAP_PARAMETERS) {
  NEED_UNPACKED(2);
  return result((f->owner->slots.*Member)(t, a[0], a[1], a[2]));
}
template <SlotSetThree Slots::*Member> Value wrapDelete(WRAP_PARAMETERS) {
  NEED(1);
  return result((f->owner->slots.*Member)(t, a[0], a[1], kNoValue));
}
static Value wrapHash(WRAP_PARAMETERS) {
  NEED(0);
  int64_t hash;
  return f->owner->slots.hash(t, a[0], &hash) ? intValue(t, hash) : kNoValue;
}
static Value wrapCall(WRAP_PARAMETERS) { return f->owner->slots.call(t, a[0], a + 1, positional - 1, kwNames); }
static Value wrapInit(WRAP_PARAMETERS) {
  return result(f->owner->slots.init(t, a[0], a + 1, positional - 1, kwNames));
}
static Value wrapNext(WRAP_PARAMETERS) {
  NEED(0);
  Value v = f->owner->slots.next(t, a[0]);
  if (!ok(v) && !ok(t.pending)) return raiseObject(t, fromObject(exceptionType(Exc::StopIteration)));
  return v;
}
static Value wrapDescrGet(WRAP_PARAMETERS) {
  if (kwNames && kwNames->size) return raise(t, Msg::WrapperNoKeywords, f->row->name);
  if (positional < 2 || positional > 3)
    return positional < 2 ? raise(t, Msg::WrapperAtLeast, " ", 1, "", positional - 1)
                          : raise(t, Msg::WrapperAtMost, " ", 2, "s", positional - 1);
  Value object = isNone(a[1]) ? kNoValue : a[1];
  Value type = positional == 3 && !isNone(a[2]) ? a[2] : kNoValue;
  if (!ok(object) && !ok(type)) return raise(t, Msg::GetNoneNone);
  return f->owner->slots.descrGet(t, a[0], object, type);
}
static Value wrapTruth(WRAP_PARAMETERS) {
  NEED(0);
  int n = f->owner->slots.truth(t, a[0]);
  return n < 0 ? kNoValue : fromBool(n);
}
static Value wrapLength(WRAP_PARAMETERS) {
  NEED(0);
  int64_t n = f->owner->slots.length(t, a[0]);
  return n < 0 ? kNoValue : intValue(t, n);
}
static Value wrapContains(WRAP_PARAMETERS) {
  NEED(1);
  int n = f->owner->slots.contains(t, a[0], a[1]);
  return n < 0 ? kNoValue : fromBool(n);
}
static Value wrapPower(WRAP_PARAMETERS) {
  if (kwNames && kwNames->size) return raise(t, Msg::WrapperNoKeywords, f->row->name);
  if (positional == 2 && f->owner->slots.binary[static_cast<unsigned>(BinaryKind::Power)])
    return f->owner->slots.binary[static_cast<unsigned>(BinaryKind::Power)](t, a[0], a[1]);
  if (positional != 2 && positional != 3)
    return positional < 2 ? raise(t, Msg::WrapperAtLeast, " ", 1, "", positional - 1)
                          : raise(t, Msg::WrapperAtMost, " ", 2, "s", positional - 1);
  if (!f->owner->slots.power) return notImplemented();
  return f->owner->slots.power(t, a[0], a[1], positional == 3 ? a[2] : none());
}
static Value wrapFinalize(WRAP_PARAMETERS) {
  NEED(0);
  f->owner->slots.finalize(t, a[0]);
  return none();
}
/// object.__setattr__ and object.__delattr__ must not bypass a built-in type's own rules.
static bool mayUseSetAttribute(Thread &t, NativeFunction *f, Value self, const char *what) {
  Type *type = typeOf(self);
  while (type && isHeapType(type)) type = type->base;
  if (!type || type->slots.setAttribute == f->owner->slots.setAttribute) return true;
  raise(t, Msg::CannotApplyTo, what, typeName(self));
  return false;
}
static Value wrapSetAttribute(WRAP_PARAMETERS) {
  NEED_UNPACKED(2);
  if (!mayUseSetAttribute(t, f, a[0], "__setattr__")) return kNoValue;
  return result(f->owner->slots.setAttribute(t, a[0], a[1], a[2]));
}
static Value wrapDeleteAttribute(WRAP_PARAMETERS) {
  NEED(1);
  if (!mayUseSetAttribute(t, f, a[0], "__delattr__")) return kNoValue;
  return result(f->owner->slots.setAttribute(t, a[0], a[1], kNoValue));
}

static constexpr SpecialMethod special(const char *name, unsigned slot, RawCode raw, const char *signature = nullptr) {
  SpecialMethod m{};
  m.row.name = name;
  m.row.signature = signature;
  m.row.kind = NativeKind::Raw;
  m.row.raw = raw;
  m.slot = slot;
  m.interned = nullptr;
  return m;
}
#define UNARY(member, name) special(name, SLOT_INDEX(member), wrapUnary<&Slots::member>, "($self, /)")
#define BINARY_SLOT_INDEX(kind) (SLOT_INDEX(binary) + static_cast<unsigned>(BinaryKind::kind))
#define INPLACE_SLOT_INDEX(kind) (SLOT_INDEX(inplace) + static_cast<unsigned>(BinaryKind::kind))

SpecialMethod specialMethods[] = {
    UNARY(repr, "__repr__"),
    UNARY(str, "__str__"),
    special("__hash__", SLOT_INDEX(hash), wrapHash, "($self, /)"),
    special("__call__", SLOT_INDEX(call), wrapCall, "($self, /, *args, **kwargs)"),
    special("__getattribute__", SLOT_INDEX(getAttribute), wrapBinary<&Slots::getAttribute>, "($self, name, /)"),
    special("__getattr__", SLOT_INDEX(getAttribute), nullptr),
    special("__setattr__", SLOT_INDEX(setAttribute), wrapSetAttribute, "($self, name, value, /)"),
    special("__delattr__", SLOT_INDEX(setAttribute), wrapDeleteAttribute, "($self, name, /)"),
#define COMPARE_KIND(Name, Symbol, Method, Reflected)                                              \
  special(Method, SLOT_INDEX(compare), wrapCompare<static_cast<unsigned>(CompareKind::Name)>, "($self, value, /)"),
#include "compiler/bytecode/Operands.def"
    UNARY(iter, "__iter__"),
    special("__next__", SLOT_INDEX(next), wrapNext, "($self, /)"),
    special("__get__", SLOT_INDEX(descrGet), wrapDescrGet, "($self, instance, owner=None, /)"),
    special("__set__", SLOT_INDEX(descrSet), wrapSet<&Slots::descrSet>, "($self, instance, value, /)"),
    special("__delete__", SLOT_INDEX(descrSet), wrapDelete<&Slots::descrSet>, "($self, instance, /)"),
    special("__init__", SLOT_INDEX(init), wrapInit, "($self, /, *args, **kwargs)"),
    special("__new__", SLOT_INDEX(create), nullptr),
    special("__del__", SLOT_INDEX(finalize), wrapFinalize, "($self, /)"),
    UNARY(await, "__await__"),
    UNARY(aiter, "__aiter__"),
    UNARY(anext, "__anext__"),
    UNARY(negative, "__neg__"),
    UNARY(positive, "__pos__"),
    UNARY(absolute, "__abs__"),
    UNARY(invert, "__invert__"),
    special("__bool__", SLOT_INDEX(truth), wrapTruth, "($self, /)"),
    UNARY(toInt, "__int__"),
    UNARY(toFloat, "__float__"),
    UNARY(index, "__index__"),
    special("__len__", SLOT_INDEX(length), wrapLength, "($self, /)"),
    special("__getitem__", SLOT_INDEX(getItem), wrapBinary<&Slots::getItem>, "($self, key, /)"),
    special("__setitem__", SLOT_INDEX(setItem), wrapSet<&Slots::setItem>, "($self, key, value, /)"),
    special("__delitem__", SLOT_INDEX(setItem), wrapDelete<&Slots::setItem>, "($self, key, /)"),
    special("__contains__", SLOT_INDEX(contains), wrapContains, "($self, key, /)"),
    special("__pow__", SLOT_INDEX(power), wrapPower, "($self, value, mod=None, /)"),
#define BINARY_KIND(Name, Symbol, Method, Reflected, Inplace)                                      \
  special(Method, BINARY_SLOT_INDEX(Name), wrapOperator<static_cast<unsigned>(BinaryKind::Name)>, "($self, value, /)"), \
      special(Reflected, BINARY_SLOT_INDEX(Name), wrapReflected<static_cast<unsigned>(BinaryKind::Name)>, "($self, value, /)"), \
      special(Inplace, INPLACE_SLOT_INDEX(Name), wrapInplace<static_cast<unsigned>(BinaryKind::Name)>, "($self, value, /)"),
#include "compiler/bytecode/Operands.def"
    // Sequences: after the number slots of the same name.
    special("__add__", SLOT_INDEX(concat), wrapBinary<&Slots::concat>, "($self, value, /)"),
    special("__mul__", SLOT_INDEX(repeat), wrapRepeat<&Slots::repeat>, "($self, value, /)"),
    special("__rmul__", SLOT_INDEX(repeat), wrapRepeat<&Slots::repeat>, "($self, value, /)"),
    special("__iadd__", SLOT_INDEX(inplaceConcat), wrapBinary<&Slots::inplaceConcat>, "($self, value, /)"),
    special("__imul__", SLOT_INDEX(inplaceRepeat), wrapRepeat<&Slots::inplaceRepeat>, "($self, value, /)"),
};
const unsigned specialMethodCount = std::size(specialMethods);

static const char *docOf(std::string_view name) {
  static constexpr std::pair<std::string_view, const char *> kDocs[] = {
#define SLOT_DOC(Name, Text) {#Name, Text},
#include "runtime-lib/abi/SlotDocs.def"
  };
  auto found = std::lower_bound(std::begin(kDocs), std::end(kDocs), name, [](auto &row, std::string_view n) { return row.first < n; });
  return found != std::end(kDocs) && found->first == name ? found->second : nullptr;
}

void internSpecialMethods(Thread &thread) {
  for (SpecialMethod &m : specialMethods) {
    m.interned = internAscii(thread, m.row.name);
    m.row.doc = docOf(m.row.name);
    addRoot(&m.interned);
  }
}

unsigned slotOfRow(const NativeRow *row) {
  auto *address = reinterpret_cast<const char *>(row);
  auto *first = reinterpret_cast<const char *>(specialMethods);
  if (address < first || address >= first + sizeof specialMethods) return kSlotCount;
  return specialMethods[static_cast<size_t>(address - first) / sizeof(SpecialMethod)].slot;
}

// `__new__` of a built-in type: calls the type's create slot for a subclass, after the checks that keep
// a program from making an object with a constructor for another layout.
static Value callNew(Thread &t, NativeFunction *f, const Value *args, size_t positional, Tuple *kwNames) {
  const std::string name = typeNameOf(f->owner);
  if (!positional) return raise(t, Msg::NewNotEnoughArguments, name);
  if (!isType(args[0])) return raise(t, Msg::NewNotAType, name, typeName(args[0]));
  Type *type = as<Type>(args[0]);
  if (!isSubtype(type, f->owner)) return raise(t, Msg::NewNotASubtype, name, typeNameOf(type), typeNameOf(type), name);
  Type *native = type;
  while (native && isHeapType(native)) native = native->base;
  if (native && native->slots.create != f->owner->slots.create)
    return raise(t, Msg::NewNotSafe, name, typeNameOf(type), typeNameOf(native));
  return f->owner->slots.create(t, type, args + 1, positional - 1, kwNames);
}
static RawNativeRow makeNewRow() {
  RawNativeRow row{};
  row.name = "__new__";
  row.kind = NativeKind::Raw;
  row.signature = "(*args, **kwargs)";
  row.doc = "Create and return a new object.  See help(type) for accurate signature.";
  row.raw = callNew;
  return row;
}
const RawNativeRow newWrapperRow = makeNewRow();

void addSlotWrappers(Thread &thread, Type *type, const Slots &own) {
  void *const *slots = reinterpret_cast<void *const *>(&own);
  for (const SpecialMethod &m : specialMethods) {
    if (!slots[m.slot] || !m.row.raw || ok(dictGetStr(type->dict, m.interned))) continue;
    if (m.slot == SLOT_INDEX(hash) && own.hash == hashNotImplemented) {
      dictSetStr(thread, type->dict, names().__hash__, none()); // Reference 3.3.1: unhashable types say so
      continue;
    }
    NativeFunction *f = newNativeFunction(thread, TypeId::SlotWrapper, &m.row, kNoValue, type);
    dictSetStr(thread, type->dict, m.interned, fromObject(f));
  }
  if (own.create && !(type->typeFlags & kTypeNoCreate)) {
    NativeFunction *f = newNativeFunction(thread, TypeId::NativeFunction, &newWrapperRow, fromObject(type), type);
    dictSetStr(thread, type->dict, names().__new__, fromObject(f));
  }
}

} // namespace rt
