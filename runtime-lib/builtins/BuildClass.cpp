// __build_class__: the class statement (Reference 8.7 and 3.3.3): resolve the bases, find the metaclass,
// prepare the namespace, run the body in it, call the metaclass.
#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/builtins/Builtins.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/protocols/Dispatch.h"

namespace rt {

namespace {

/// Bases that are not classes may stand for others (__mro_entries__). The tuple itself when none does.
Tuple *resolveBases(Thread &t, Tuple *bases) {
  List *resolved = nullptr;
  for (int64_t i = 0; i < bases->size; i++) {
    Value base = bases->items[i], entries = kNoValue;
    if (!isType(base)) {
      bool failed = false;
      Value method = getAttributeOrNone(t, base, names().__mro_entries__, &failed);
      if (failed) return nullptr;
      if (ok(method)) {
        entries = TRY(callWith(t, method, fromObject(bases)));
        if (!isTuple(entries)) return raiseText(t, Exc::TypeError, "__mro_entries__ must return a tuple"), nullptr;
      }
    }
    if (ok(entries) && !resolved) resolved = TRY(listFrom(t, bases->items, i));
    if (ok(entries) && !listExtend(t, resolved, entries)) return nullptr;
    if (!ok(entries) && resolved && !listAppend(t, resolved, base)) return nullptr;
  }
  if (!resolved) return bases;
  return tupleFrom(t, resolved->size ? resolved->array->items : nullptr, resolved->size);
}

/// The most derived metaclass of `candidate` and the bases' classes (Reference 3.3.3.3).
Type *winner(Thread &t, Type *candidate, Tuple *bases) {
  for (int64_t i = 0; i < bases->size; i++) {
    Type *other = typeOf(bases->items[i]);
    if (isSubtype(candidate, other)) continue;
    if (!isSubtype(other, candidate)) return raise(t, Msg::MetaclassConflict), nullptr;
    candidate = other;
  }
  return candidate;
}

Value prepare(Thread &t, Value metaclass, Value name, Tuple *bases, Dict *keywords) {
  if (same(metaclass, fromObject(builtinType(TypeId::Type)))) return fromObject(dictNew(t));
  bool failed = false;
  Value method = getAttributeOrNone(t, metaclass, names().__prepare__, &failed);
  if (failed) return kNoValue;
  if (!ok(method)) return fromObject(dictNew(t));
  Value space = TRY(callEx(t, method, tupleOf(t, name, fromObject(bases)), keywords));
  if (typeOf(space)->slots.getItem) return space;
  Value owner = isType(metaclass) ? fromObject(as<Type>(metaclass)->name) : fromObject(strFromAscii(t, "<metaclass>"));
  return raise(t, Msg::PrepareNotMapping, owner, typeName(space));
}

Value buildClass(Thread &t, const Value *args) {
  if (!isExactly(args[0], TypeId::Function)) return raiseText(t, Exc::TypeError, "__build_class__: func must be a function");
  if (!isStr(args[1])) return raiseText(t, Exc::TypeError, "__build_class__: name is not a string");
  auto *function = as<Function>(args[0]);
  auto *originalBases = as<Tuple>(args[2]);
  Tuple *bases = TRY(resolveBases(t, originalBases));
  Dict *keywords = ok(args[4]) && isDict(args[4]) && dictSize(as<Dict>(args[4])) ? as<Dict>(args[4]) : nullptr;
  Value metaclass = args[3];
  if (!ok(metaclass))
    metaclass = fromObject(bases->size ? typeOf(bases->items[0]) : builtinType(TypeId::Type));
  if (isType(metaclass)) metaclass = fromObject(TRY(winner(t, as<Type>(metaclass), bases)));
  Value space = TRY(prepare(t, metaclass, args[1], bases, keywords));
  Value cell = TRY(invokeClassBody(t, function, space));
  if (bases != originalBases && !setItem(t, space, fromObject(internAscii(t, "__orig_bases__")), fromObject(originalBases)))
    return kNoValue;
  if (isExactly(args[0], TypeId::Function)) classBodyHint = as<Function>(args[0])->info;
  Value cls = callEx(t, metaclass, tupleOf(t, args[1], fromObject(bases), space), keywords);
  classBodyHint = nullptr; // a metaclass written in Python may not have come to type.__new__
  if (!ok(cls)) return kNoValue;
  if (isType(cls) && isExactly(cell, TypeId::Cell)) {
    Value content = as<Cell>(cell)->content;
    if (!ok(content)) return raise(t, Msg::ClassCellUnset, reprOf(args[1]));
    if (!same(content, cls)) return raise(t, Msg::ClassCellOther, reprOf(content), reprOf(args[1]), reprOf(cls));
  }
  return cls;
}

} // namespace

const NativeRow kClassFunctions[] = {
    {"__build_class__", buildClass, "(func, name, /, *bases, metaclass=None, **kwds)", NativeKind::Function},
    {nullptr, nullptr, nullptr},
};

extern "C" Value rt_load_build_class(Thread &t, void *function) {
  bool failed;
  Value name = fromObject(internAscii(t, "__build_class__"));
  Value v = lookupBuiltin(t, static_cast<Function *>(function), name, &failed);
  return ok(v) || failed ? v : raiseText(t, Exc::NameError, "__build_class__ not found");
}

} // namespace rt
