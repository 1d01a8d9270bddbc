// type(name, bases, dict): making a class (Language reference 3.3.3). The steps are functions of their
// own: bases and metaclass, C3 linearisation, layout with __slots__, the namespace's special entries,
// slots, __set_name__ and __init_subclass__.
#include "runtime-lib/objects/TypeInternals.h"
#include "runtime-lib/objects/codecs/Codecs.h"
#include "runtime-lib/protocols/Dispatch.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

namespace rt {

const CodeInfo *classBodyHint = nullptr;
uint32_t inheritedTypeFlags(const Type *base);

// --- Bases

/// The nearest class whose instances have the same fixed part of their own (CPython: the solid base).
static Type *solidBase(Type *type) {
  while (type->base) {
    Type *base = type->base;
    bool adds = isHeapType(type) ? type->ownSlots > 0 : type->instanceSize != base->instanceSize || (type->typeFlags & kTypeVariable) != (base->typeFlags & kTypeVariable);
    if (adds) return type;
    type = base;
  }
  return type;
}

Type *bestBase(Thread &t, Tuple *bases) {
  Type *winner = nullptr, *best = nullptr;
  for (int64_t i = 0; i < bases->size; i++) {
    if (!isType(bases->items[i])) return raise(t, Msg::BasesMustBeTypes), nullptr;
    Type *base = as<Type>(bases->items[i]);
    if (!isHeapType(base) && !(base->typeFlags & kTypeSubclassable))
      return raise(t, Msg::NotAcceptableBase, fromObject(qualifiedTypeName(t, base))), nullptr;
    Type *candidate = solidBase(base);
    if (!winner || (candidate != winner && isSubtype(candidate, winner))) {
      winner = candidate;
      best = base;
    } else if (!isSubtype(winner, candidate)) {
      return raise(t, Msg::LayoutConflict), nullptr;
    }
  }
  return best;
}

Type *bestMetaclass(Thread &t, Type *metaclass, Tuple *bases) {
  for (int64_t i = 0; i < bases->size; i++) {
    Type *other = typeOf(bases->items[i]);
    if (isSubtype(metaclass, other)) continue;
    if (!isSubtype(other, metaclass)) return raise(t, Msg::TypeMetaclassConflict), nullptr;
    metaclass = other;
  }
  return metaclass;
}

/// Do two classes add slots of the same names to the same base?
static bool sameSlotsAdded(Type *a, Type *b) {
  if (!isHeapType(a) || !isHeapType(b) || a->base != b->base || a->ownSlots != b->ownSlots) return false;
  int64_t position = 0;
  Value key, v;
  while (dictNext(a->dict, &position, &key, &v)) {
    if (!isExactly(v, TypeId::MemberDescriptor) || !as<Member>(v)->isSlot) continue;
    Value other = dictGetStr(b->dict, as<Str>(key));
    if (!ok(other) || !isExactly(other, TypeId::MemberDescriptor) || as<Member>(other)->offset != as<Member>(v)->offset) return false;
  }
  return true;
}

static bool sameLayout(Type *a, Type *b) {
  Type *x = solidBase(a), *y = solidBase(b);
  return (x == y || sameSlotsAdded(x, y)) && a->instanceSize == b->instanceSize && a->extraOffset == b->extraOffset &&
         (a->typeFlags & kTypeWeakRefs) == (b->typeFlags & kTypeWeakRefs);
}
// The highest base whose instances look the same.
static Type *layoutOwner(Type *type) {
  while (type->base && sameLayout(type, type->base)) type = type->base;
  return type;
}
bool compatibleLayout(Type *a, Type *b) {
  Type *x = layoutOwner(a), *y = layoutOwner(b);
  return x == y || (x->base == y->base && sameLayout(a, b));
}

// --- C3 linearisation (Language reference 3.3.3.1 via the Python 2.3 MRO)

static Tuple *raiseInconsistent(Thread &t, const std::vector<std::vector<Type *>> &lists) {
  std::string text;
  std::vector<Type *> heads;
  for (auto &list : lists)
    if (!list.empty() && std::find(heads.begin(), heads.end(), list.front()) == heads.end()) heads.push_back(list.front());
  for (Type *head : heads) text += (text.empty() ? " " : ", ") + std::string(strUtf8(t, head->name));
  raise(t, Msg::InconsistentMro, text);
  return nullptr;
}

Tuple *computeMro(Thread &t, Type *type) {
  Tuple *bases = type->bases;
  for (int64_t i = 0; i < bases->size; i++)
    for (int64_t k = 0; k < i; k++)
      if (same(bases->items[i], bases->items[k])) return raise(t, Msg::DuplicateBase, typeNameOf(as<Type>(bases->items[i]))), nullptr;
  std::vector<std::vector<Type *>> lists;
  for (int64_t i = 0; i < bases->size; i++) {
    Tuple *mro = as<Type>(bases->items[i])->mro;
    if (!mro) return raise(t, Msg::MroIncomplete, typeNameOf(as<Type>(bases->items[i]))), nullptr; // in its own mro()
    std::vector<Type *> list;
    for (int64_t k = 0; k < mro->size; k++) list.push_back(as<Type>(mro->items[k]));
    lists.push_back(std::move(list));
  }
  std::vector<Type *> direct;
  for (int64_t i = 0; i < bases->size; i++) direct.push_back(as<Type>(bases->items[i]));
  lists.push_back(std::move(direct));
  std::vector<Value> result{fromObject(type)};
  for (;;) {
    bool empty = true;
    Type *next = nullptr;
    for (auto &list : lists) {
      if (list.empty()) continue;
      empty = false;
      Type *candidate = list.front();
      bool inTail = false;
      for (auto &other : lists)
        inTail |= other.size() > 1 && std::find(other.begin() + 1, other.end(), candidate) != other.end();
      if (!inTail) {
        next = candidate;
        break;
      }
    }
    if (empty) return tupleFrom(t, result.data(), static_cast<int64_t>(result.size()));
    if (!next) return raiseInconsistent(t, lists);
    result.push_back(fromObject(next));
    for (auto &list : lists)
      if (!list.empty() && list.front() == next) list.erase(list.begin());
  }
}

Tuple *findMro(Thread &t, Type *type) {
  Type *meta = typeOf(type);
  if (meta == builtinType(TypeId::Type)) return computeMro(t, type);
  Value method = typeLookup(meta, names().mro);
  if (isExactly(method, TypeId::MethodDescriptor)) return computeMro(t, type);
  Value self = fromObject(type);
  Value list = callUnbound(t, method, &self, 1);
  if (!ok(list)) return nullptr;
  Tuple *mro = toTuple(t, list);
  if (!mro) return nullptr;
  for (int64_t i = 0; i < mro->size; i++) {
    if (!isType(mro->items[i])) return raise(t, Msg::MroNonClass, typeName(mro->items[i])), nullptr;
    if (!isSubtype(solidBase(type), solidBase(as<Type>(mro->items[i]))))
      return raise(t, Msg::MroLayout, typeNameOf(as<Type>(mro->items[i]))), nullptr;
  }
  return mro;
}

// --- Layout and __slots__

struct SlotNames {
  bool given = false, dict = false, weakRefs = false;
  std::vector<Str *> fields;
};

static Str *mangle(Thread &t, Str *className, Str *name) {
  std::string text(strUtf8(t, name)), owner(strUtf8(t, className));
  size_t skip = owner.find_first_not_of('_');
  bool isPrivate = text.size() > 2 && text[0] == '_' && text[1] == '_' && !text.ends_with("__") && text.find('.') == text.npos;
  if (!isPrivate || skip == owner.npos) return name;
  return strIntern(t, strFromUtf8(t, "_" + owner.substr(skip) + text));
}

static bool isIdentifier(Thread &t, Str *name) {
  static Str *method = nullptr;
  if (!method) method = internAscii(t, "isidentifier");
  Value v = callMethodWith(t, fromObject(name), method);
  return ok(v) && isTrue(v);
}

static bool readSlots(Thread &t, Type *base, Dict *space, Str *className, SlotNames *out) {
  Value slots = dictGetStr(space, names().__slots__);
  if (!ok(slots)) return true;
  out->given = true;
  Tuple *list = isStr(slots) ? tupleOf(t, slots) : toTuple(t, slots);
  if (!list) return false;
  if (list->size && base->typeFlags & (kTypeVariable | kTypeTypeSubclass))
    return raise(t, Msg::SlotsOnVariable, typeNameOf(base)), false;
  for (int64_t i = 0; i < list->size; i++) {
    if (!isStr(list->items[i])) return raise(t, Msg::SlotNotStr, typeName(list->items[i])), false;
    Str *name = strIntern(t, as<Str>(list->items[i]));
    if (!isIdentifier(t, name)) return ok(t.pending) ? false : (raise(t, Msg::SlotNotIdentifier), false);
    if (name == names().__dict__) {
      if (out->dict || base->extraOffset) return raise(t, Msg::SlotDictTwice), false;
      out->dict = true;
    } else if (name == names().__weakref__) {
      if (out->weakRefs || base->typeFlags & kTypeWeakRefs) return raise(t, Msg::SlotWeakRefTwice), false;
      out->weakRefs = true;
    } else {
      name = mangle(t, className, name);
      if (ok(dictGetStr(space, name)) && name != names().__qualname__ && name != names().__classcell__)
        return raise(t, Msg::SlotConflict, reprOf(fromObject(name))), false;
      out->fields.push_back(name);
    }
  }
  // In the order of their names, so that classes with the same slots have the same layout.
  std::sort(out->fields.begin(), out->fields.end(), [](const Str *a, const Str *b) { return strCompare(a, b) < 0; });
  return true;
}

/// Attribute slots inside instances: what the class's methods assign, after what the base's do.
static uint32_t guessInlineSlots(Type *type, const CodeInfo *hint) {
  uint32_t own = 0;
  if (hint && hint->selfAttributes < hint->module->constantCount) {
    Value list = hint->module->constants[hint->selfAttributes];
    if (ok(list) && isExactly(list, TypeId::Tuple)) own = static_cast<uint32_t>(as<Tuple>(list)->size);
  }
  uint32_t inherited = isHeapType(type->base) ? type->base->inlineSlots : 0;
  uint32_t sum = own + inherited;
  if (sum < 2) sum = 2;
  return sum < 40 ? sum : 40;
}

static void layOut(Type *type, const SlotNames &slots, const CodeInfo *hint) {
  Type *base = type->base;
  type->instanceSize = (base->instanceSize + 7) & ~7u;
  type->slotFields = base->slotFields;
  type->ownSlots = static_cast<uint32_t>(slots.fields.size());
  type->instanceSize += type->ownSlots * sizeof(Value);
  type->slotFields += type->ownSlots;
  type->extraOffset = base->extraOffset;
  bool wantsDict = !slots.given || slots.dict, wantsWeakRefs = !slots.given || slots.weakRefs;
  for (int64_t i = 0; i < type->bases->size; i++) { // what any base's instances have
    auto *other = as<Type>(type->bases->items[i]);
    wantsDict |= (other->typeFlags & kTypeHasDict) != 0;
    wantsWeakRefs |= (other->typeFlags & kTypeWeakRefs) != 0;
  }
  bool metaclass = type->typeFlags & kTypeTypeSubclass;
  if (wantsDict && !type->extraOffset && !metaclass) {
    if (type->typeFlags & kTypeVariable) {
      type->extraOffset = -1;
    } else {
      type->extraOffset = static_cast<int32_t>(type->instanceSize);
      type->instanceSize += sizeof(Value);
      type->slotFields++;
    }
  }
  if (type->extraOffset) type->typeFlags |= kTypeHasDict;
  if (wantsWeakRefs) type->typeFlags |= kTypeWeakRefs;
  bool dictForm = metaclass || isSubtype(base, builtinType(TypeId::Module));
  type->inlineSlots = type->extraOffset > 0 && !dictForm ? guessInlineSlots(type, hint) : 0;
  Shape *shape = newShape(type, dictForm);
  type->rootShape = shape->id;
  type->dictShape = dictForm ? shape->id : 0;
}

// --- Special entries of the namespace

static Value dictGetter(Thread &t, Value self) {
  if (isType(self)) // by way of a metaclass
    return bindAttribute(t, dictGetStr(builtinType(TypeId::Type)->dict, names().__dict__), self, typeOf(self));
  if (isInstance(self, TypeId::Module)) return fromObject(as<Module>(self)->dict);
  Dict *dict = instanceDict(t, self);
  if (!dict) return ok(t.pending) ? kNoValue : raiseMissingAttribute(t, self, names().__dict__);
  return fromObject(dict);
}
static bool dictSetter(Thread &t, Value self, Value v) {
  if (isType(self)) return raise(t, Msg::AttributeNotWritable, "__dict__", "type"), false; // by way of a metaclass
  if (isInstance(self, TypeId::Module)) return raise(t, Msg::ReadOnlyAttribute), false;
  if (!ok(v)) {
    Dict *fresh = dictNew(t);
    return fresh && instanceToDict(t, asObject(self), fresh);
  }
  if (!isDict(v)) return raise(t, Msg::DictMustBeDict, typeName(v)), false;
  return instanceToDict(t, asObject(self), as<Dict>(v));
}
static Value weakRefGetter(Thread &t, Value self) { return weakRefOf(t, self); }
const GetSetRow instanceDictRow[] = {{"__dict__", dictGetter, dictSetter, "dictionary for instance variables (if defined)"}, {}};
static const GetSetRow weakRefRow[] = {{"__weakref__", weakRefGetter, nullptr, "list of weak references to the object (if defined)"}, {}};

static bool wrapFunction(Thread &t, Dict *space, Str *name, Value (*wrap)(Thread &, Value)) {
  Value v = dictGetStr(space, name);
  if (!ok(v) || !isExactly(v, TypeId::Function)) return true;
  return dictSetStr(t, space, name, wrap(t, v));
}

static Value callerModule(Thread &t) {
  for (Frame *frame = t.frame; frame; frame = frame->previous)
    if (frame->function && frame->function->globals) return dictGetStr(frame->function->globals, names().__name__);
  return kNoValue;
}

bool checkTypeName(Thread &t, Str *name) {
  for (int64_t i = 0; i < name->length; i++)
    if (strAt(name, i) == 0) return raise(t, Msg::TypeNameNull), false;
  return name->flags & kStrAscii || ok(encodeUtf8(t, name, nullptr));
}

static bool prepareNamespace(Thread &t, Type *type, Dict *space) {
  Value qualName = dictPopStr(t, space, names().__qualname__);
  if (ok(qualName)) {
    if (!isStr(qualName)) return raise(t, Msg::QualNameNotStr, typeName(qualName)), false;
    type->qualName = as<Str>(qualName);
  }
  if (!ok(dictGetStr(space, names().__module__))) {
    Value module = callerModule(t);
    if (ok(module) && !dictSetStr(t, space, names().__module__, module)) return false;
  }
  Value doc = dictGetStr(space, names().__doc__);
  type->doc = ok(doc) ? doc : none();
  if (isStr(type->doc) && !ok(encodeUtf8(t, as<Str>(type->doc), nullptr))) return false;
  if (!wrapFunction(t, space, names().__new__, staticMethodNew) ||
      !wrapFunction(t, space, names().__init_subclass__, classMethodNew) ||
      !wrapFunction(t, space, names().__class_getitem__, classMethodNew))
    return false;
  Value cell = dictPopStr(t, space, names().__classcell__);
  if (ok(cell)) {
    if (!isExactly(cell, TypeId::Cell)) return raise(t, Msg::ClassCellBad, typeName(cell)), false;
    as<Cell>(cell)->content = fromObject(type);
    writeBarrier(asObject(cell));
  }
  return true;
}

/// Entries that the class gets behind its own.
static bool finishNamespace(Thread &t, Type *type, const SlotNames &slots) {
  Type *base = type->base;
  for (size_t i = 0; i < slots.fields.size(); i++) {
    size_t offset = ((base->instanceSize + 7) & ~7u) + i * sizeof(Value);
    Member *member = newMember(t, type, slots.fields[i], offset, false, true, true);
    if (!dictSetStr(t, type->dict, slots.fields[i], fromObject(member))) return false;
  }
  bool metaclass = type->typeFlags & kTypeTypeSubclass;
  if (type->extraOffset && !base->extraOffset && !metaclass && !ok(dictGetStr(type->dict, names().__dict__)) && !addGetSets(t, type, instanceDictRow))
    return false;
  if (type->typeFlags & kTypeWeakRefs && !(base->typeFlags & kTypeWeakRefs) && !addGetSets(t, type, weakRefRow)) return false;
  if (!ok(dictGetStr(type->dict, names().__doc__)) && !dictSetStr(t, type->dict, names().__doc__, none())) return false;
  if (ok(dictGetStr(type->dict, names().__eq__)) && !ok(dictGetStr(type->dict, names().__hash__)))
    return dictSetStr(t, type->dict, names().__hash__, none());
  return true;
}

static bool callSetNames(Thread &t, Type *type) {
  Dict *copy = dictCopy(t, type->dict);
  if (!copy) return false;
  int64_t position = 0;
  Value key, v;
  while (dictNext(copy, &position, &key, &v)) {
    Value method = typeLookup(typeOf(v), names().__set_name__);
    if (!ok(method)) continue;
    const Value args[] = {v, fromObject(type), key};
    if (ok(callUnbound(t, method, args, 3))) continue;
    Value cause = takePending(t);
    raise(t, Msg::SetNameFailed, typeName(v), reprOf(key), typeNameOf(type));
    if (isExceptionInstance(t.pending)) {
      as<Exception>(t.pending)->cause = cause;
      as<Exception>(t.pending)->context = cause;
      as<Exception>(t.pending)->suppressContext = 1;
    }
    return false;
  }
  return true;
}

static bool callInitSubclass(Thread &t, Type *type, const Value *kwValues, Tuple *kwNames) {
  // super(cls, cls).__init_subclass__(**kwargs)
  Tuple *mro = type->mro;
  bool listed = false;
  for (int64_t i = 0; i < mro->size; i++) listed |= same(mro->items[i], fromObject(type));
  if (!listed) return raise(t, Msg::SuperObject), false; // by a mro() of the metaclass
  for (int64_t i = 1; i < mro->size; i++) {
    Value method = dictGetStr(as<Type>(mro->items[i])->dict, names().__init_subclass__);
    if (!ok(method)) continue;
    bool noArguments = !kwNames || !kwNames->size;
    if (as<Type>(mro->items[i]) == builtinType(TypeId::Object) && noArguments) return true;
    Value bound = bindAttribute(t, method, kNoValue, type);
    return ok(bound) && ok(call(t, bound, kwValues, 0, kwNames));
  }
  return true;
}

// --- All together

/// Is it a sequence or a mapping to patterns? As the first class of the MRO says that is one.
static void setCollectionFlags(Type *type) {
  for (int64_t i = 1; i < type->mro->size && !(type->typeFlags & kCollectionFlags); i++)
    if (isType(type->mro->items[i])) type->typeFlags |= as<Type>(type->mro->items[i])->typeFlags & kCollectionFlags;
}

Value makeClass(Thread &t, Type *metaclass, Str *name, Tuple *bases, Dict *nameSpace, const Value *kwValues, Tuple *kwNames) {
  const CodeInfo *hint = classBodyHint;
  classBodyHint = nullptr;
  if (!bases->size) bases = tupleOf(t, fromObject(builtinType(TypeId::Object)));
  Type *base = bestBase(t, bases);
  if (!base) return kNoValue;
  Dict *space = isExactly(fromObject(nameSpace), TypeId::Dict) ? dictCopy(t, nameSpace) : dictNew(t);
  if (!space) return kNoValue;
  if (!isExactly(fromObject(nameSpace), TypeId::Dict) && !dictUpdate(t, space, fromObject(nameSpace))) return kNoValue;
  if (!checkTypeName(t, name)) return kNoValue;
  SlotNames slots;
  if (!readSlots(t, base, space, name, &slots)) return kNoValue;
  auto *type = static_cast<Type *>(rt_allocate(t, sizeof(Type) + (metaclass->instanceSize - sizeof(Type)), static_cast<int32_t>(metaclass->rootShape)));
  type->name = type->qualName = name;
  type->base = base;
  type->bases = bases;
  type->dict = space;
  type->typeFlags = kTypeHeap | kTypeSubclassable | kTypeReady | (inheritedTypeFlags(base) & ~kCollectionFlags);
  type->trace = base->trace;
  type->dispose = base->dispose;
  type->version = base->version; // a real one comes with invalidateType
  if (metaclass->slots.finalize) registerFinalizer(t, type);
  layOut(type, slots, hint);
  if (!prepareNamespace(t, type, space) || !finishNamespace(t, type, slots)) return kNoValue;
  type->version = 0;
  invalidateType(type);
  Tuple *mro = findMro(t, type);
  if (!mro) return kNoValue;
  if (!type->mro) type->mro = mro; // else mro() assigned __bases__
  setCollectionFlags(type);
  invalidateType(type);
  fillSlots(t, type);
  if (!type->slots.create || (base->typeFlags & kTypeNoCreate && !ok(dictGetStr(space, names().__new__)))) type->slots.create = base->slots.create;
  linkSubclass(t, type, true);
  if (!callSetNames(t, type) || !callInitSubclass(t, type, kwValues, kwNames)) return kNoValue;
  return fromObject(type);
}

Value typeCreate(Thread &t, Type *metaclass, const Value *args, size_t positional, Tuple *kwNames) {
  if (metaclass == builtinType(TypeId::Type) && positional == 1 && !(kwNames && kwNames->size)) return fromObject(typeOf(args[0]));
  if (metaclass == builtinType(TypeId::Type) && positional == 1) return raise(t, Msg::NativeNoKeywords, "type");
  if (positional != 3)
    return metaclass == builtinType(TypeId::Type) ? raise(t, Msg::TypeNewArguments) : raise(t, Msg::TypeNewExactly, positional);
  if (!isStr(args[0])) return raise(t, Msg::TypeNewArgument, 1, "str", typeName(args[0]));
  if (!isTuple(args[1])) return raise(t, Msg::TypeNewArgument, 2, "tuple", typeName(args[1]));
  if (!isDict(args[2])) return raise(t, Msg::TypeNewArgument, 3, "dict", typeName(args[2]));
  Tuple *bases = as<Tuple>(args[1]);
  for (int64_t i = 0; i < bases->size; i++) {
    if (isType(bases->items[i])) continue;
    bool failed = false;
    Value entries = getAttributeOrNone(t, bases->items[i], names().__mro_entries__, &failed);
    if (failed) return kNoValue;
    if (ok(entries)) return raise(t, Msg::TypeNewMroEntries);
  }
  Type *winner = bestMetaclass(t, metaclass, bases);
  if (!winner) return kNoValue;
  if (winner != metaclass) {
    if (winner->slots.create != typeCreate) return winner->slots.create(t, winner, args, positional, kwNames);
    metaclass = winner;
  }
  Value made = makeClass(t, metaclass, as<Str>(args[0]), bases, as<Dict>(args[2]), args + positional, kwNames);
  if (ok(made)) as<Type>(made)->typeFlags |= kTypeCollectable;
  return made;
}

} // namespace rt
