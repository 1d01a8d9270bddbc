// Raising from C++: core/Raise.h. A message's text comes from the tables in abi/messages; the
// exception object is made without running Python code, gets its __context__ from what is being
// handled, and waits in thread.pending.
#include "runtime-lib/core/Raise.h"

#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/Objects.h"
#include "runtime-lib/objects/TypeInternals.h"

#include <cstdio>
#include <cstring>

namespace rt {

namespace {

struct MessageRow {
  Exc type;
  const char *text;
};
constexpr MessageRow kMessages[] = {
#define MESSAGE(Id, Exception, Text) {Exc::Exception, Text},
#include "runtime-lib/abi/Messages.def"
};

void addArgument(Thread &t, StrBuilder &out, const MessageArg &arg) {
  switch (arg.kind) {
  case MessageArg::Kind::Text: out.add(strFromUtf8(t, arg.text)); return;
  case MessageArg::Kind::Int: {
    char digits[24];
    int n = std::snprintf(digits, sizeof digits, "%lld", static_cast<long long>(arg.number));
    out.add(std::string_view(digits, static_cast<size_t>(n)));
    return;
  }
  case MessageArg::Kind::TypeName: out.add(strFromUtf8(t, typeNameOf(typeOf(arg.value)))); return;
  case MessageArg::Kind::Str:
  case MessageArg::Kind::Repr: {
    Str *text = arg.kind == MessageArg::Kind::Str ? str(t, arg.value) : repr(t, arg.value);
    if (text) out.add(text);
    return;
  }
  }
}

Value raisePending(Thread &t, Value exception) {
  chainContext(t, exception);
  t.pending = exception;
  return kNoValue;
}

} // namespace

Str *messageText(Thread &t, Msg message, std::initializer_list<MessageArg> args) {
  const char *text = kMessages[static_cast<unsigned>(message)].text;
  StrBuilder out(t);
  auto arg = args.begin();
  while (const char *hole = std::strstr(text, "{}")) {
    out.add(std::string_view(text, static_cast<size_t>(hole - text)));
    if (arg != args.end()) addArgument(t, out, *arg++);
    if (ok(t.pending)) return nullptr;
    text = hole + 2;
  }
  out.add(std::string_view(text));
  return out.finish();
}

Exc messageClass(Msg message) { return kMessages[static_cast<unsigned>(message)].type; }

Value raiseAs(Thread &t, Exc type, Msg message, std::initializer_list<MessageArg> args) {
  Str *text = TRY(messageText(t, message, args)); // a failing str() or repr() of an argument is the error
  return raiseValue(t, type, fromObject(text));
}

Value raiseArgs(Thread &t, Msg message, std::initializer_list<MessageArg> args) {
  return raiseAs(t, messageClass(message), message, args);
}

Value raiseText(Thread &t, Exc type, std::string_view text) {
  return raiseValue(t, type, fromObject(strFromUtf8(t, text)));
}

Value raiseValue(Thread &t, Exc type, Value arg) {
  Value exception = makeException(t, type, tupleOf(t, arg));
  return ok(exception) ? raisePending(t, exception) : kNoValue;
}

Value raiseKeyError(Thread &t, Value key) { return raiseValue(t, Exc::KeyError, key); }

Value raiseErrno(Thread &t, int error, Value fileName, Value fileName2) {
  Value text = fromObject(strFromUtf8(t, std::strerror(error)));
  Value args[5] = {fromInt(error), text, fileName, none(), fileName2};
  size_t count = ok(fileName2) ? 5 : ok(fileName) ? 3 : 2;
  Value exception = makeException(t, Exc::OSError, tupleFrom(t, args, static_cast<int64_t>(count)));
  return ok(exception) ? raisePending(t, exception) : kNoValue;
}

Value raiseMemoryError(Thread &t) {
  Value exception = makeException(t, Exc::MemoryError, emptyTuple());
  return ok(exception) ? raisePending(t, exception) : kNoValue;
}

Value raiseUnicodeError(Thread &t, Exc type, std::string_view encoding, Value object, int64_t start,
                        int64_t end, std::string_view reason) {
  Value args[5];
  size_t n = 0;
  if (type != Exc::UnicodeTranslateError) args[n++] = fromObject(strFromUtf8(t, encoding));
  args[n++] = object;
  args[n++] = fromInt(start);
  args[n++] = fromInt(end);
  args[n++] = fromObject(strFromUtf8(t, reason));
  Value exception = makeException(t, type, tupleFrom(t, args, static_cast<int64_t>(n)));
  return ok(exception) ? raisePending(t, exception) : kNoValue;
}

Value raiseAttributeError(Thread &t, Value object, Str *name, std::string_view text) {
  Value exception = makeException(t, Exc::AttributeError, tupleOf(t, fromObject(strFromUtf8(t, text))));
  if (!ok(exception)) return kNoValue;
  exceptionField(exception, ExcField::AttributeError_name) = fromObject(name);
  exceptionField(exception, ExcField::AttributeError_obj) = object;
  return raisePending(t, exception);
}

Value noteAttributeError(Thread &t, Value object, Str *name) {
  if (!isInstance(t.pending, exceptionType(Exc::AttributeError))) return kNoValue;
  Value &knownName = exceptionField(t.pending, ExcField::AttributeError_name);
  Value &knownObject = exceptionField(t.pending, ExcField::AttributeError_obj);
  if (ok(knownName) || ok(knownObject)) return kNoValue;
  knownName = fromObject(name);
  knownObject = object;
  writeBarrier(asObject(t.pending));
  return kNoValue;
}

Value raiseNameError(Thread &t, Str *name) {
  raise(t, Msg::NameNotDefined, fromObject(name));
  if (pendingMatches(t, Exc::NameError))
    exceptionField(t.pending, ExcField::NameError_name) = fromObject(name);
  return kNoValue;
}

bool isExceptionClass(Value v) {
  return ok(v) && isType(v) && isSubtype(as<Type>(v), exceptionType(Exc::BaseException));
}

Value raiseObject(Thread &t, Value exception) {
  if (isType(exception)) {
    if (!isExceptionClass(exception)) return raise(t, Msg::RaiseNotException);
    Value instance = call(t, exception, nullptr, 0);
    if (!ok(instance)) return kNoValue;
    if (!isExceptionInstance(instance))
      return raise(t, Msg::RaiseBadInstance, reprOf(exception), reprOf(fromObject(typeOf(instance))));
    exception = instance;
  } else if (!isExceptionInstance(exception)) {
    return raise(t, Msg::RaiseNotException);
  }
  return raisePending(t, exception);
}

bool pendingMatches(Thread &t, Exc type) {
  return ok(t.pending) && isInstance(t.pending, exceptionType(type));
}

Value takePending(Thread &t) {
  Value exception = t.pending;
  t.pending = kNoValue;
  return exception;
}

Value handledException(Thread &t) {
  if (ok(t.handled) && !isNone(t.handled)) return t.handled;
  for (HandledLink *link = t.handledChain; link; link = link->previous)
    if (ok(link->handled) && !isNone(link->handled)) return link->handled;
  return none();
}

void chainContext(Thread &t, Value exception) {
  Value handled = handledException(t);
  if (isNone(handled) || same(handled, exception)) return;
  // Avoid a cycle through exception: cut it out of the chain of what is being handled. `slow` guards
  // against a chain that was a cycle already (__context__ can be set by hand).
  Value o = handled, slow = handled;
  for (bool step = false;; step = !step) {
    Value context = as<Exception>(o)->context;
    if (!ok(context)) break;
    if (same(context, exception)) {
      as<Exception>(o)->context = kNoValue;
      break;
    }
    o = context;
    if (same(o, slow)) break;
    if (step) slow = as<Exception>(slow)->context;
  }
  storeField(asObject(exception), &as<Exception>(exception)->context, handled);
}

} // namespace rt
