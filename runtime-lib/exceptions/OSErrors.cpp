// OSError (Library reference, "OS exceptions"): OSError(errno, strerror[, filename[, winerror[, filename2]]])
// makes an instance of the subclass for that errno. The arguments are looked at in __new__, unless a
// subclass has an __init__ of its own but no __new__: then its call of OSError.__init__ does it.
#include "runtime-lib/core/Names.h"
#include "runtime-lib/exceptions/ExceptionTypes.h"

#include <cerrno>

namespace rt {

namespace {

enum Fields : unsigned { kErrno, kStrError, kFileName, kFileName2, kWritten };

Exc subclassOf(int64_t error) {
  switch (error) {
  case EAGAIN: case EALREADY: case EINPROGRESS: return Exc::BlockingIOError;
  case EPIPE: case ESHUTDOWN: return Exc::BrokenPipeError;
  case ECHILD: return Exc::ChildProcessError;
  case ECONNABORTED: return Exc::ConnectionAbortedError;
  case ECONNREFUSED: return Exc::ConnectionRefusedError;
  case ECONNRESET: return Exc::ConnectionResetError;
  case EEXIST: return Exc::FileExistsError;
  case ENOENT: return Exc::FileNotFoundError;
  case EISDIR: return Exc::IsADirectoryError;
  case ENOTDIR: return Exc::NotADirectoryError;
  case EINTR: return Exc::InterruptedError;
  case EACCES: case EPERM: return Exc::PermissionError;
  case ESRCH: return Exc::ProcessLookupError;
  case ETIMEDOUT: return Exc::TimeoutError;
  default: return Exc::OSError;
  }
}

bool initOSError(Thread &, Value, const Value *, size_t, Tuple *);
Value createOSError(Thread &, Type *, const Value *, size_t, Tuple *);

bool initialisesInInit(Type *type) {
  return type->slots.init != initOSError && type->slots.create == createOSError;
}

bool fill(Thread &t, Value self, const Value *args, size_t n) {
  auto *e = as<ExceptionWithFields>(self);
  size_t kept = n;
  if (n >= 2 && n <= 5) {
    e->fields[kErrno] = args[0];
    e->fields[kStrError] = args[1];
    if (n >= 3 && !isNone(args[2])) {
      int64_t written;
      if (typeOf(self) == exceptionType(Exc::BlockingIOError) && isAnyInt(args[2]) &&
          intFits(args[2], &written)) {
        e->fields[kWritten] = args[2];
      } else {
        e->fields[kFileName] = args[2];
        if (n == 5 && !isNone(args[4])) e->fields[kFileName2] = args[4];
        kept = 2; // the file names are not part of args
      }
    }
  }
  e->args = tupleFrom(t, args, static_cast<int64_t>(kept));
  writeBarrier(e);
  return true;
}

Value createOSError(Thread &t, Type *type, const Value *args, size_t n, Tuple *kwNames) {
  bool later = initialisesInInit(type);
  if (!later) {
    if (!refuseKeywords(t, type, kwNames)) return kNoValue;
    if (type == exceptionType(Exc::OSError) && n >= 2 && n <= 5 && isInt(args[0]))
      type = exceptionType(subclassOf(asInt(args[0])));
  }
  Object *self = TRY(allocateInstance(t, type));
  if (later)
    static_cast<Exception *>(self)->args = emptyTuple();
  else
    fill(t, fromObject(self), args, n);
  return fromObject(self);
}

bool initOSError(Thread &t, Value self, const Value *args, size_t n, Tuple *kwNames) {
  if (!initialisesInInit(typeOf(self))) return true;
  return refuseKeywords(t, typeOf(self), kwNames) && fill(t, self, args, n);
}

Value strOSError(Thread &t, Value self) {
  auto *e = as<ExceptionWithFields>(self);
  bool hasFile = ok(e->fields[kFileName]);
  if (!hasFile && !(ok(e->fields[kErrno]) && ok(e->fields[kStrError]))) return exceptionStr(t, self);
  auto textOf = [&](Value v) { return str(t, ok(v) ? v : none()); };
  Str *number = TRY(textOf(e->fields[kErrno]));
  Str *text = TRY(textOf(e->fields[kStrError]));
  StrBuilder out(t);
  out.add("[Errno ");
  out.add(number);
  out.add("] ");
  out.add(text);
  if (hasFile) {
    out.add(": ");
    out.add(TRY(repr(t, e->fields[kFileName])));
    if (ok(e->fields[kFileName2])) {
      out.add(" -> ");
      out.add(TRY(repr(t, e->fields[kFileName2])));
    }
  }
  return fromObject(out.finish());
}

Value getWritten(Thread &t, Value self) {
  Value v = as<ExceptionWithFields>(self)->fields[kWritten];
  if (!ok(v)) return raiseText(t, Exc::AttributeError, "characters_written");
  return v;
}
bool setWritten(Thread &t, Value self, Value v) {
  Value &slot = as<ExceptionWithFields>(self)->fields[kWritten];
  if (!ok(v)) {
    if (!ok(slot)) return raiseText(t, Exc::AttributeError, "characters_written"), false;
    slot = kNoValue;
    return true;
  }
  Value number = TRY(toIndex(t, v));
  storeField(asObject(self), &slot, number);
  return true;
}

Value reduceOSError(Thread &t, const Value *args) {
  auto *e = as<ExceptionWithFields>(args[0]);
  Value arguments = fromObject(e->args);
  if (e->args->size == 2 && ok(e->fields[kFileName])) {
    Value v[5] = {e->args->items[0], e->args->items[1], e->fields[kFileName], none(), e->fields[kFileName2]};
    arguments = fromObject(tupleFrom(t, v, ok(e->fields[kFileName2]) ? 5 : 3));
  }
  Dict *dict = existingAttributes(t, args[0]);
  Value type = fromObject(typeOf(args[0]));
  if (dict && dictSize(dict)) return fromObject(tupleOf(t, type, arguments, fromObject(dict)));
  return fromObject(tupleOf(t, type, arguments));
}

const MemberRow kMembers[] = {
    {"errno", exceptionFieldOffset(kErrno), false},
    {"filename", exceptionFieldOffset(kFileName), false},
    {"filename2", exceptionFieldOffset(kFileName2), false},
    {"strerror", exceptionFieldOffset(kStrError), false},
    {nullptr, 0},
};
const GetSetRow kGetSets[] = {{"characters_written", getWritten, setWritten}, {nullptr, nullptr}};
const NativeRow kMethods[] = {{"__reduce__", reduceOSError, "($self, /)"}, {nullptr, nullptr, nullptr}};

} // namespace

extern const ExceptionClassRow kOSErrorRow;
const ExceptionClassRow kOSErrorRow = {Exc::OSError, 5,        initOSError, createOSError,
                                       strOSError,   kMembers, kMethods,    kGetSets};

} // namespace rt
