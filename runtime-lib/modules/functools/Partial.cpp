// functools.partial.
#include "runtime-lib/modules/functools/Functools.h"

#include <algorithm>

namespace rt {

namespace {

struct Partial : Object {
  Value attributes;
  Value function;
  Tuple *args;
  Dict *keywords;
};
Type *partialType;
Partial *partial(Value v) { return as<Partial>(v); }

Tuple *joined(Thread &t, Tuple *a, const Value *more, size_t count) {
  Tuple *result = tupleNew(t, a->size + static_cast<int64_t>(count));
  for (int64_t i = 0; result && i < result->size; i++)
    result->items[i] = i < a->size ? a->items[i] : more[i - a->size];
  return result;
}

bool addKeywords(Thread &t, Dict *dict, const Value *values, Tuple *names) {
  for (int64_t i = 0; names && i < names->size; i++)
    if (!dictSet(t, dict, names->items[i], values[i]))
      return false;
  return true;
}

Value create(Thread &t, Type *type, const Value *args, size_t positional, Tuple *kwNames) {
  if (positional < 1)
    return raiseText(t, Exc::TypeError, "type 'partial' takes at least one argument");
  Value function = args[0];
  if (!isCallable(function))
    return raise(t, Msg::PartialCallable);
  Tuple *bound = emptyTuple();
  Dict *keywords = TRY(dictNew(t));
  // A partial of a plain partial is flattened.
  if (typeOf(function) == partialType && (!ok(partial(function)->attributes))) {
    bound = partial(function)->args;
    keywords = TRY(dictCopy(t, partial(function)->keywords));
    function = partial(function)->function;
  }
  bound = TRY(joined(t, bound, args + 1, positional - 1));
  if (!addKeywords(t, keywords, args + positional, kwNames))
    return kNoValue;
  auto *p = reinterpret_cast<Partial *>(allocateInstance(t, type));
  p->function = function;
  p->args = bound;
  p->keywords = keywords;
  writeBarrier(p);
  return fromObject(p);
}

Value callPartial(Thread &t, Value self, const Value *args, size_t positional, Tuple *kwNames) {
  auto *p = partial(self);
  if (dictSize(p->keywords) == 0 && !kwNames) {
    Value buffer[16];
    auto bound = static_cast<size_t>(p->args->size);
    if (bound + positional <= 16) {
      std::copy_n(p->args->items, bound, buffer);
      std::copy_n(args, positional, buffer + bound);
      return call(t, p->function, buffer, bound + positional);
    }
  }
  Tuple *all = TRY(joined(t, p->args, args, positional));
  Dict *keywords = TRY(dictCopy(t, p->keywords));
  if (!addKeywords(t, keywords, args + positional, kwNames))
    return kNoValue;
  return callEx(t, p->function, all, keywords);
}

Value represent(Thread &t, Value self) {
  auto *p = partial(self);
  bool failed;
  if (!enterRepr(t, self, &failed))
    return failed ? kNoValue : fromObject(strFromAscii(t, "..."));
  StrBuilder out(t);
  auto write = [&]() -> bool {
    if (typeOf(self) == partialType)
      out.add("functools.");
    out.add(typeOf(self)->qualName);
    out.add("(");
    Str *text = repr(t, p->function);
    if (!text)
      return false;
    out.add(text);
    for (int64_t i = 0; i < p->args->size; i++) {
      out.add(", ");
      if (!(text = repr(t, p->args->items[i])))
        return false;
      out.add(text);
    }
    int64_t position = 0;
    Value key, v;
    while (dictNext(p->keywords, &position, &key, &v)) {
      out.add(", ");
      if (!(text = str(t, key)))
        return false;
      out.add(text);
      out.add("=");
      if (!(text = repr(t, v)))
        return false;
      out.add(text);
    }
    out.add(")");
    return true;
  };
  bool fine = write();
  leaveRepr(t, self);
  return fine ? fromObject(out.finish()) : kNoValue;
}

Value getFunction(Thread &, Value self) { return partial(self)->function; }
Value getArgs(Thread &, Value self) { return fromObject(partial(self)->args); }
Value getKeywords(Thread &, Value self) { return fromObject(partial(self)->keywords); }

Value reduce(Thread &t, const Value *a) {
  auto *p = partial(a[0]);
  Dict *attributes = instanceDict(t, a[0]);
  Value state =
      fromObject(tupleOf(t, p->function, fromObject(p->args), fromObject(p->keywords),
                         attributes && dictSize(attributes) ? fromObject(attributes) : none()));
  return fromObject(
      tupleOf(t, fromObject(typeOf(a[0])), fromObject(tupleOf(t, p->function)), state));
}
Value setState(Thread &t, const Value *a) {
  auto *p = partial(a[0]);
  auto *state = isTuple(a[1]) ? as<Tuple>(a[1]) : nullptr;
  if (!state || state->size != 4 || !isCallable(state->items[0]) || !isTuple(state->items[1]) ||
      !(isDict(state->items[2]) || isNone(state->items[2])))
    return raiseText(t, Exc::TypeError, "invalid partial state");
  p->function = state->items[0];
  p->args = TRY(toTuple(t, state->items[1]));
  p->keywords = isNone(state->items[2]) ? TRY(dictNew(t)) : as<Dict>(state->items[2]);
  writeBarrier(p);
  if (!isNone(state->items[3])) {
    Dict *attributes = instanceDict(t, a[0]);
    if (!attributes || !dictUpdate(t, attributes, state->items[3]))
      return kNoValue;
  }
  return none();
}
Value classGetItem(Thread &t, const Value *a) { return genericAliasNew(t, a[0], a[1]); }

const NativeRow kMethods[] = {
    {"__reduce__", reduce, "($self, /)"},
    {"__setstate__", setState, "($self, state, /)"},
    {"__class_getitem__", classGetItem, "($type, object, /)", NativeKind::ClassMethod},
    {nullptr, nullptr, nullptr}};
const GetSetRow kGetSets[] = {
    {"func", getFunction, nullptr, "function object to use in future partial calls"},
    {"args", getArgs, nullptr, "tuple of arguments to future partial calls"},
    {"keywords", getKeywords, nullptr, "dictionary of keyword arguments to future partial calls"},
    {nullptr, nullptr}};

} // namespace

bool addPartial(Thread &t, Value module) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeSubclassable | kTypeHasDict | kTypeWeakRefs;
  spec.instanceSize = sizeof(Partial);
  spec.extraOffset = offsetof(Partial, attributes);
  spec.doc = "partial(func, *args, **keywords) - new function with partial application\n    of the "
             "given arguments and keywords.\n";
  spec.trace = [](Object *o, Tracer &tracer) {
    auto *p = static_cast<Partial *>(o);
    tracer.value(p->function);
    tracer.pointer(p->args);
    tracer.pointer(p->keywords);
  };
  spec.fillSlots = [](Slots &s) {
    s.create = create;
    s.call = callPartial;
    s.repr = represent;
  };
  spec.methods = kMethods;
  spec.getSets = kGetSets;
  partialType = addType(t, module, "partial", spec);
  addRoot(&partialType);
  return partialType && dictSetStr(t, partialType->dict, names().__module__,
                                   fromObject(internAscii(t, "functools")));
}

} // namespace rt
