// BaseExceptionGroup and ExceptionGroup (PEP 654): construction, split, subgroup, derive, and what the
// except* clauses need. A split keeps the shape of the tree: each part that is not empty is derived
// from its group with derive() and gets the group's traceback, cause, context and notes.
#include "runtime-lib/exceptions/ExceptionGroup.h"

#include "runtime-lib/core/Names.h"
#include "runtime-lib/exceptions/ExceptionTypes.h"

namespace rt {

namespace {

enum Fields : unsigned { kMessage, kExceptions };

Value messageOf(Value group) { return as<ExceptionWithFields>(group)->fields[kMessage]; }
Tuple *exceptionsOf(Value group) {
  return as<Tuple>(as<ExceptionWithFields>(group)->fields[kExceptions]);
}

Value createGroup(Thread &t, Type *type, const Value *args, size_t n, Tuple *) {
  if (n != 2) return raise(t, Msg::GroupArguments, n);
  if (!isStr(args[0])) return raise(t, Msg::GroupMessage, typeName(args[0]));
  bool isSequence = isList(args[1]) || isTuple(args[1]) || typeOf(args[1])->slots.getItem;
  if (!isSequence) return raise(t, Msg::GroupNotSequence);
  Tuple *items = TRY(toTuple(t, args[1]));
  if (!items->size) return raise(t, Msg::GroupEmpty);
  bool nestsBase = false;
  for (int64_t i = 0; i < items->size; i++) {
    if (!isExceptionInstance(items->items[i])) return raise(t, Msg::GroupItem, i);
    if (!isInstance(items->items[i], exceptionType(Exc::Exception))) nestsBase = true;
  }
  if (type == exceptionType(Exc::ExceptionGroup)) {
    if (nestsBase) return raise(t, Msg::GroupNestBase);
  } else if (type == exceptionType(Exc::BaseExceptionGroup)) {
    if (!nestsBase) type = exceptionType(Exc::ExceptionGroup);
  } else if (nestsBase && isSubtype(type, exceptionType(Exc::Exception))) {
    return raise(t, Msg::GroupNestBaseIn, fromObject(type->name));
  }
  auto *e = static_cast<ExceptionWithFields *>(TRY(allocateInstance(t, type)));
  e->args = tupleFrom(t, args, 2);
  e->fields[kMessage] = args[0];
  e->fields[kExceptions] = fromObject(items);
  writeBarrier(e);
  return fromObject(e);
}

bool initGroup(Thread &t, Value self, const Value *, size_t, Tuple *kwNames) {
  return refuseKeywords(t, typeOf(self), kwNames);
}

Value strGroup(Thread &t, Value self) {
  int64_t count = exceptionsOf(self)->size;
  Str *message = TRY(str(t, messageOf(self)));
  StrBuilder out(t);
  out.add(message);
  out.add(" (");
  out.add(TRY(str(t, fromInt(count))));
  out.add(count == 1 ? " sub-exception)" : " sub-exceptions)");
  return fromObject(out.finish());
}

// --- Conditions: what split() and subgroup() accept, and the sets of leaves of the except* clauses.
struct Condition {
  enum class Kind { Type, Function, Instances } kind;
  Value value = kNoValue;
  const Value *instances = nullptr;
  size_t count = 0;
};
bool makeCondition(Thread &t, Value v, Condition *out) {
  bool good = isExceptionClass(v);
  if (isTuple(v)) {
    good = true;
    for (int64_t i = 0; i < as<Tuple>(v)->size; i++) good &= isExceptionClass(as<Tuple>(v)->items[i]);
  }
  if (good)
    *out = {Condition::Kind::Type, v};
  else if (!isType(v) && isCallable(v))
    *out = {Condition::Kind::Function, v};
  else
    return raise(t, Msg::GroupFilter), false;
  return true;
}
int matches(Thread &t, const Condition &condition, Value exception) {
  switch (condition.kind) {
  case Condition::Kind::Type: return exceptionMatches(exception, condition.value);
  case Condition::Kind::Function: {
    Value answer = callWith(t, condition.value, exception);
    return ok(answer) ? truth(t, answer) : -1;
  }
  case Condition::Kind::Instances:
    if (isGroup(exception)) return 0;
    for (size_t i = 0; i < condition.count; i++)
      if (same(condition.instances[i], exception)) return 1;
    return 0;
  }
  return 0;
}

/// group.derive(items) with the metadata of group; kNoValue with nothing pending for no items.
Value derivePart(Thread &t, Value group, List *items) {
  if (!items->size) return none();
  Value part = TRY(callMethodWith(t, group, internAscii(t, "derive"), fromObject(items)));
  if (!isGroup(part)) return raiseText(t, Exc::TypeError, "derive must return an instance of BaseExceptionGroup");
  auto *from = as<Exception>(group), *to = as<Exception>(part);
  to->traceback = from->traceback;
  to->context = from->context;
  to->cause = from->cause;
  to->suppressContext = 1; // as setting a cause does, even none
  writeBarrier(to);
  bool failed = false;
  Str *name = internAscii(t, "__notes__");
  Value notes = getAttributeOrNone(t, group, name, &failed);
  if (failed) return kNoValue;
  if (ok(notes) && (isList(notes) || isTuple(notes))) { // a copy: later notes are not shared
    List *copy = TRY(toList(t, notes));
    if (!setAttribute(t, part, name, fromObject(copy))) return kNoValue;
  }
  return part;
}

/// *match and *rest become groups or None; wantRest false: rest is not made.
bool split(Thread &t, Value exception, const Condition &condition, bool wantRest, Value *match, Value *rest) {
  *match = *rest = none();
  int whole = matches(t, condition, exception);
  if (whole < 0) return false;
  if (whole) {
    *match = exception;
    return true;
  }
  if (!isGroup(exception)) {
    *rest = exception;
    return true;
  }
  if (!enterRecursion(t, " in exceptiongroup_split_recursive")) return false;
  List *matching = listNew(t), *others = listNew(t);
  Tuple *items = exceptionsOf(exception);
  bool good = matching && others;
  for (int64_t i = 0; good && i < items->size; i++) {
    Value inner, innerRest;
    good = split(t, items->items[i], condition, wantRest, &inner, &innerRest);
    if (good && !isNone(inner)) good = listAppend(t, matching, inner);
    if (good && wantRest && !isNone(innerRest)) good = listAppend(t, others, innerRest);
  }
  leaveRecursion(t);
  if (!good) return false;
  *match = derivePart(t, exception, matching);
  if (!ok(*match)) return false;
  if (wantRest) *rest = derivePart(t, exception, others);
  return ok(*rest);
}

Value groupSplit(Thread &t, const Value *args) {
  Condition condition;
  Value match, rest;
  if (!makeCondition(t, args[1], &condition)) return kNoValue;
  if (!split(t, args[0], condition, true, &match, &rest)) return kNoValue;
  return fromObject(tupleOf(t, match, rest));
}
Value groupSubgroup(Thread &t, const Value *args) {
  Condition condition;
  Value match, rest;
  if (!makeCondition(t, args[1], &condition)) return kNoValue;
  return split(t, args[0], condition, false, &match, &rest) ? match : kNoValue;
}
Value groupDerive(Thread &t, const Value *args) {
  return callWith(t, fromObject(exceptionType(Exc::BaseExceptionGroup)), messageOf(args[0]), args[1]);
}
Value groupClassGetItem(Thread &t, const Value *args) { return genericAliasNew(t, args[0], args[1]); }

const NativeRow kMethods[] = {
    {"__class_getitem__", groupClassGetItem, "($type, item, /)", NativeKind::ClassMethod},
    {"derive", groupDerive, "($self, excs, /)"},
    {"split", groupSplit, "($self, matcher_value, /)"},
    {"subgroup", groupSubgroup, "($self, matcher_value, /)"},
    {nullptr, nullptr, nullptr},
};
const MemberRow kMembers[] = {
    {"exceptions", exceptionFieldOffset(kExceptions), true},
    {"message", exceptionFieldOffset(kMessage), true},
    {nullptr, 0},
};

/// Leaves of a tree of groups.
bool collectLeaves(Thread &t, Value exception, List *out) {
  if (!isGroup(exception)) return listAppend(t, out, exception);
  Tuple *items = exceptionsOf(exception);
  for (int64_t i = 0; i < items->size; i++)
    if (!collectLeaves(t, items->items[i], out)) return false;
  return true;
}

/// True when e was re-raised by an except* clause rather than raised anew: same metadata as orig.
bool sameMetadata(Thread &t, Value e, Value original) {
  auto *a = as<Exception>(e), *b = as<Exception>(original);
  return same(a->traceback, b->traceback) && same(a->cause, b->cause) && same(a->context, b->context);
}

} // namespace

const ExceptionClassRow kGroupRow = {
    Exc::BaseExceptionGroup, 2, initGroup, createGroup, strGroup, kMembers, kMethods, nullptr};

bool isGroup(Value v) { return ok(v) && isInstance(v, exceptionType(Exc::BaseExceptionGroup)); }
Tuple *groupExceptions(Value group) { return exceptionsOf(group); }

int exceptionMatches(Value exception, Value type) {
  if (isTuple(type)) {
    for (int64_t i = 0; i < as<Tuple>(type)->size; i++)
      if (exceptionMatches(exception, as<Tuple>(type)->items[i])) return 1;
    return 0;
  }
  return isExceptionClass(type) && isInstance(exception, as<Type>(type));
}

bool matchGroup(Thread &t, Value exception, Value type, Value *match, Value *rest) {
  *match = *rest = none();
  if (isNone(exception)) return true;
  if (exceptionMatches(exception, type)) {
    *match = exception;
    if (isGroup(exception)) return true;
    Tuple *items = tupleOf(t, exception);
    *match = callWith(t, fromObject(exceptionType(Exc::BaseExceptionGroup)), fromObject(strEmpty()), fromObject(items));
    return ok(*match);
  }
  if (!isGroup(exception)) {
    *rest = exception;
    return true;
  }
  // A subclass may override split().
  Value pair = TRY(callMethodWith(t, exception, names().split, type));
  if (!isTuple(pair)) {
    raiseAs(t, Exc::TypeError, Msg::SplitNotTuple, {fromObject(typeOf(exception)->name), typeName(pair)});
    return false;
  }
  if (as<Tuple>(pair)->size < 2) {
    raiseAs(t, Exc::TypeError, Msg::SplitShort, {fromObject(typeOf(exception)->name), as<Tuple>(pair)->size});
    return false;
  }
  *match = as<Tuple>(pair)->items[0];
  *rest = as<Tuple>(pair)->items[1];
  return true;
}

Value groupToReraise(Thread &t, Value original, List *results) {
  if (!results->size) return none();
  // A plain exception was wrapped for its one clause.
  if (!isGroup(original)) return results->array->items[0];
  List *raised = TRY(listNew(t)), *leaves = TRY(listNew(t));
  for (int64_t i = 0; i < results->size; i++) {
    Value e = results->array->items[i];
    if (isNone(e)) continue;
    bool good = sameMetadata(t, e, original) ? collectLeaves(t, e, leaves) : listAppend(t, raised, e);
    if (!good) return kNoValue;
  }
  Value reraised = none();
  if (leaves->size) {
    Condition condition{Condition::Kind::Instances, kNoValue, leaves->array->items,
                        static_cast<size_t>(leaves->size)};
    Value rest;
    if (!split(t, original, condition, false, &reraised, &rest)) return kNoValue;
  }
  if (!raised->size) return reraised;
  if (!isNone(reraised) && !listAppend(t, raised, reraised)) return kNoValue;
  return callWith(t, fromObject(exceptionType(Exc::BaseExceptionGroup)), fromObject(strEmpty()), fromObject(raised));
}

} // namespace rt
