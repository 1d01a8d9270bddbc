// The one way to raise an exception in runtime code. Declared low, defined in exceptions/.
//
//   return raise(t, Msg::AttributeMissing, typeName(obj), text(name));
//
// All functions leave the exception in thread.pending and return kNoValue.
#pragma once

#include "runtime-lib/core/Thread.h"

#include <concepts>
#include <initializer_list>
#include <string_view>

namespace rt {

enum class Msg : uint16_t {
#define MESSAGE(Id, Exception, Text) Id,
#include "runtime-lib/abi/Messages.def"
};

struct Str;
enum class Exc : uint16_t {
#define EXCEPTION(Name, Base) Name,
#include "runtime-lib/abi/Exceptions.def"
};
/// The class objects of the built-in exceptions, in the order of Exceptions.def (generated code reads
/// it for AssertionError).
inline constexpr unsigned kExceptionCount = 0
#define EXCEPTION(Name, Base) +1
#include "runtime-lib/abi/Exceptions.def"
    ;
extern "C" Type *rt_exceptionTypes[kExceptionCount];
inline Type *exceptionType(Exc id) { return rt_exceptionTypes[static_cast<unsigned>(id)]; }

/// One argument for a hole of a message.
struct MessageArg {
  enum class Kind : uint8_t { Text, Int, Str, Repr, TypeName } kind;
  std::string_view text{};
  int64_t number = 0;
  Value value = kNoValue;
  MessageArg(const char *s) : kind(Kind::Text), text(s) {}
  MessageArg(std::string_view s) : kind(Kind::Text), text(s) {}
  template <std::integral I> MessageArg(I n) : kind(Kind::Int), number(static_cast<int64_t>(n)) {}
  MessageArg(Value v) : kind(Kind::Str), value(v) {} // str(v)
  MessageArg(Kind k, Value v) : kind(k), value(v) {}
};
inline MessageArg typeName(Value v) { return {MessageArg::Kind::TypeName, v}; } // name of type(v)
/// As typeName, with None under its own name: "argument 1 must be str, not None".
inline MessageArg argumentTypeName(Value v) { return isNone(v) ? MessageArg("None") : typeName(v); }
inline MessageArg reprOf(Value v) { return {MessageArg::Kind::Repr, v}; }

Value raiseArgs(Thread &thread, Msg message, std::initializer_list<MessageArg> args);
/// The class of a message's row.
Exc messageClass(Msg message);
/// Same text, another class than the row's.
Value raiseAs(Thread &thread, Exc type, Msg message, std::initializer_list<MessageArg> args);
template <typename... Args> Value raise(Thread &thread, Msg message, Args... args) {
  return raiseArgs(thread, message, {MessageArg(args)...});
}
/// The text of a message with its holes filled; null when str() or repr() of an argument failed.
Str *messageText(Thread &thread, Msg message, std::initializer_list<MessageArg> args);
/// Issues a message whose row has a warning class; false when that became an exception.
bool warnArgs(Thread &thread, Msg message, std::initializer_list<MessageArg> args);
template <typename... Args> bool warn(Thread &thread, Msg message, Args... args) {
  return warnArgs(thread, message, {MessageArg(args)...});
}
/// An AttributeError on its way out of object.name is told both, unless it knows one: for "Did you mean". kNoValue.
Value noteAttributeError(Thread &thread, Value object, Str *name);
/// Raises type(text) with a text computed elsewhere (errors of libraries, strerror).
Value raiseText(Thread &thread, Exc type, std::string_view text);
/// Raises type(arg), e.g. KeyError(key) or StopIteration(value).
Value raiseValue(Thread &thread, Exc type, Value arg);
/// Raises KeyError(key).
Value raiseKeyError(Thread &thread, Value key);
/// Raises the OSError subclass for an errno, with strerror text; file names may be kNoValue.
Value raiseErrno(Thread &thread, int error, Value fileName = kNoValue, Value fileName2 = kNoValue);
/// Raises an instance, or a class after calling it; sets __context__ from the handled exception.
Value raiseObject(Thread &thread, Value exception);
Value raiseMemoryError(Thread &thread);
/// True when the pending exception is an instance of type.
bool pendingMatches(Thread &thread, Exc type);
/// Takes the pending exception away and returns it.
Value takePending(Thread &thread);
/// Drops the pending exception.
inline void clearPending(Thread &thread) { thread.pending = kNoValue; }
/// Something that cannot be handled went wrong outside anybody's reach (a failing __del__): reports
/// the pending exception through sys.unraisablehook and clears it.
/// `place`: how the report goes on after "Exception ignored " when it is not "in: ", e.g. "in atexit callback".
void reportUnraisable(Thread &thread, Value object, const char *place = nullptr);

} // namespace rt

#include "runtime-lib/core/Try.h"

namespace rt {
inline bool succeeded(Value v) { return ok(v); }
template <typename T> bool succeeded(T *p) { return p != nullptr; }
inline bool succeeded(bool b) { return b; }
/// Converts to the failure result of any function: kNoValue, nullptr, false, -1.
struct Failed {
  operator Value() const { return kNoValue; }
  template <typename T> operator T *() const { return nullptr; }
  operator bool() const { return false; }
  operator int() const { return -1; }
  operator int64_t() const { return -1; }
};
inline constexpr Failed kFailed{};
} // namespace rt
