// BaseException: what every exception has. args, the traceback, the chain (__context__, __cause__,
// __suppress_context__) and notes. Notes live in the instance's __dict__ as __notes__, as in CPython.
#include "runtime-lib/core/Names.h"
#include "runtime-lib/exceptions/ExceptionTypes.h"

#include <string>

namespace rt {

Dict *existingAttributes(Thread &t, Value self) {
  return ok(as<Exception>(self)->attributes) || typeOf(self)->inlineSlots ? instanceDict(t, self) : nullptr;
}

Value createException(Thread &t, Type *type, const Value *args, size_t positional, Tuple *) {
  auto *e = static_cast<Exception *>(allocateInstance(t, type));
  if (!e) return kNoValue;
  e->args = tupleFrom(t, args, static_cast<int64_t>(positional));
  writeBarrier(e);
  return fromObject(e);
}

bool refuseKeywords(Thread &t, Type *type, Tuple *kwNames) {
  if (!kwNames || !kwNames->size) return true;
  raise(t, Msg::NoKeywords, fromObject(type->name));
  return false;
}

bool initException(Thread &t, Value self, const Value *args, size_t positional, Tuple *kwNames) {
  if (!refuseKeywords(t, typeOf(self), kwNames)) return false;
  auto *e = as<Exception>(self);
  // __new__ has stored the same arguments already unless a subclass passes others.
  if (e->args && static_cast<size_t>(e->args->size) == positional) {
    size_t i = 0;
    while (i < positional && same(e->args->items[i], args[i])) i++;
    if (i == positional) return true;
  }
  e->args = tupleFrom(t, args, static_cast<int64_t>(positional));
  writeBarrier(e);
  return true;
}

Value exceptionStr(Thread &t, Value self) {
  Tuple *args = as<Exception>(self)->args;
  if (!args || args->size == 0) return fromObject(strEmpty());
  return fromObject(args->size == 1 ? str(t, args->items[0]) : str(t, fromObject(args)));
}

Value exceptionRepr(Thread &t, Value self) {
  Tuple *args = as<Exception>(self)->args ? as<Exception>(self)->args : emptyTuple();
  Str *inner = TRY(repr(t, args->size == 1 ? args->items[0] : fromObject(args)));
  StrBuilder out(t);
  out.add(typeOf(self)->name);
  if (args->size == 1) out.add("(");
  out.add(inner);
  if (args->size == 1) out.add(")");
  return fromObject(out.finish());
}

namespace {

Value orNone(Value v) { return ok(v) ? v : none(); }

Value getArgs(Thread &, Value self) {
  return fromObject(as<Exception>(self)->args ? as<Exception>(self)->args : emptyTuple());
}
bool setArgs(Thread &t, Value self, Value v) {
  if (!ok(v)) return raise(t, Msg::ArgsDelete), false;
  Tuple *args = TRY(toTuple(t, v));
  as<Exception>(self)->args = args;
  writeBarrier(asObject(self));
  return true;
}

Value getTraceback(Thread &, Value self) { return orNone(as<Exception>(self)->traceback); }
bool setTraceback(Thread &t, Value self, Value v) {
  if (!ok(v)) return raise(t, Msg::AttributeDelete, "__traceback__"), false;
  if (!isNone(v) && !isExactly(v, TypeId::Traceback)) return raise(t, Msg::TracebackBad), false;
  storeField(asObject(self), &as<Exception>(self)->traceback, isNone(v) ? kNoValue : v);
  return true;
}

bool setLink(Thread &t, Value self, Value *slot, Value v, const char *name, Msg bad) {
  if (!ok(v)) return raise(t, Msg::AttributeDelete, name), false;
  if (!isNone(v) && !isExceptionInstance(v)) return raise(t, bad), false;
  storeField(asObject(self), slot, isNone(v) ? kNoValue : v);
  return true;
}
Value getContext(Thread &, Value self) { return orNone(as<Exception>(self)->context); }
bool setContext(Thread &t, Value self, Value v) {
  return setLink(t, self, &as<Exception>(self)->context, v, "__context__", Msg::ContextBad);
}
Value getCause(Thread &, Value self) { return orNone(as<Exception>(self)->cause); }
bool setCauseAttribute(Thread &t, Value self, Value v) {
  if (!setLink(t, self, &as<Exception>(self)->cause, v, "__cause__", Msg::CauseBad)) return false;
  as<Exception>(self)->suppressContext = 1;
  return true;
}
Value getSuppress(Thread &, Value self) { return fromBool(as<Exception>(self)->suppressContext); }
bool setSuppress(Thread &t, Value self, Value v) {
  if (!ok(v)) return raise(t, Msg::AttributeDelete, "__suppress_context__"), false;
  int yes = truth(t, v);
  if (yes < 0) return false;
  as<Exception>(self)->suppressContext = static_cast<uint8_t>(yes);
  return true;
}
Value getDict(Thread &t, Value self) { return fromObject(TRY(instanceDict(t, self))); }

Value withTraceback(Thread &t, const Value *args) {
  if (!setTraceback(t, args[0], args[1])) return kNoValue;
  return args[0];
}

Value addNote(Thread &t, const Value *args) {
  if (!isStr(args[1])) return raise(t, Msg::NoteNotStr, typeName(args[1]));
  Str *name = internAscii(t, "__notes__");
  bool failed = false;
  Value notes = getAttributeOrNone(t, args[0], name, &failed);
  if (failed) return kNoValue;
  if (!ok(notes)) {
    notes = fromObject(TRY(listNew(t)));
    if (!setAttribute(t, args[0], name, notes)) return kNoValue;
  } else if (!isList(notes)) {
    return raise(t, Msg::NotesNotList);
  }
  TRY(listAppend(t, as<List>(notes), args[1]));
  return none();
}

Value reduce(Thread &t, const Value *args) {
  Value type = fromObject(typeOf(args[0]));
  Dict *dict = existingAttributes(t, args[0]);
  if (dict && dictSize(dict)) return fromObject(tupleOf(t, type, getArgs(t, args[0]), fromObject(dict)));
  return fromObject(tupleOf(t, type, getArgs(t, args[0])));
}

Value setState(Thread &t, const Value *args) {
  if (isNone(args[1])) return none();
  if (!isDict(args[1])) return raise(t, Msg::StateNotDict);
  int64_t position = 0;
  Value key, v;
  while (dictNext(as<Dict>(args[1]), &position, &key, &v))
    if (isStr(key) && !setAttribute(t, args[0], strIntern(t, as<Str>(key)), v)) return kNoValue;
  return none();
}

const NativeRow kMethods[] = {
    {"__reduce__", reduce, "($self, /)"},
    {"__setstate__", setState, "($self, state, /)"},
    {"add_note", addNote, "($self, note, /)", NativeKind::Method,
     "Exception.add_note(note) --\n    add a note to the exception"},
    {"with_traceback", withTraceback, "($self, tb, /)", NativeKind::Method,
     "Exception.with_traceback(tb) --\n    set self.__traceback__ to tb and return self."},
    {nullptr, nullptr, nullptr},
};
const GetSetRow kGetSets[] = {
    {"__cause__", getCause, setCauseAttribute},
    {"__context__", getContext, setContext},
    {"__dict__", getDict},
    {"__suppress_context__", getSuppress, setSuppress},
    {"__traceback__", getTraceback, setTraceback},
    {"args", getArgs, setArgs},
    {nullptr, nullptr},
};

} // namespace

const ExceptionClassRow kBaseExceptionRow = {
    Exc::BaseException, 0, initException, createException, exceptionStr, nullptr, kMethods, kGetSets};

static bool isMessageOnly(Value exception) {
  Type *type = typeOf(exception), *base = exceptionType(Exc::BaseException);
  const Tuple *args = as<Exception>(exception)->args;
  if (type->slots.init != base->slots.init || type->slots.create != base->slots.create ||
      type->instanceSize != base->instanceSize || isInstance(exception, exceptionType(Exc::MemoryError)))
    return false;
  return args->size == 0 || (args->size == 1 && isExactly(args->items[0], TypeId::Str));
}

void chainFailure(Thread &t, std::string_view what) {
  Value cause = takePending(t);
  Dict *attributes = isMessageOnly(cause) ? instanceDict(t, cause) : nullptr;
  Str *message = attributes && !dictSize(attributes) ? str(t, cause) : nullptr;
  if (!message) {
    t.pending = cause;
    return;
  }
  std::string text = std::string(what) + " (" + std::string(strUtf8(t, typeOf(cause)->name)) + ": ";
  text += std::string(strUtf8(t, message)) + ")";
  Value chained = callWith(t, fromObject(typeOf(cause)), fromObject(strFromUtf8(t, text)));
  if (!ok(chained) || !isExceptionInstance(chained) || !setCause(t, chained, cause)) return;
  t.pending = chained;
}

bool setCause(Thread &t, Value exception, Value cause) {
  return setCauseAttribute(t, exception, cause);
}

} // namespace rt
