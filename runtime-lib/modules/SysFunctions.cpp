// The functions of the sys module.
#include "runtime-lib/core/Names.h"
#include "runtime-lib/builtins/Builtins.h"
#include "runtime-lib/core/ProgramOptions.h"
#include "runtime-lib/core/Program.h"
#include "runtime-lib/core/Tracing.h"
#include "runtime-lib/exceptions/TracebackPrinter.h"
#include "runtime-lib/modules/Import.h"
#include "runtime-lib/modules/ModuleSupport.h"
#include "runtime-lib/modules/Sys.h"
#include "runtime-lib/modules/Warnings.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/Frame.h"
#include "runtime-lib/objects/TypeInternals.h"

#include <cstdlib>
#include <string>

namespace rt {

extern int64_t rt_intMaxStrDigits; // objects/int/IntText.cpp
bool programIsFinalizing;

namespace {

Value sysExit(Thread &t, const Value *args) {
  Value exit = makeException(t, Exc::SystemExit, ok(args[0]) ? tupleOf(t, args[0]) : emptyTuple());
  if (ok(args[0]) && isTuple(args[0])) exit = makeException(t, Exc::SystemExit, as<Tuple>(args[0]));
  return ok(exit) ? raiseObject(t, exit) : kNoValue;
}
Value sysExcInfo(Thread &t, const Value *) {
  Value e = handledException(t);
  if (isNone(e)) return fromObject(tupleOf(t, none(), none(), none()));
  Value traceback = as<Exception>(e)->traceback;
  return fromObject(tupleOf(t, fromObject(typeOf(e)), e, ok(traceback) ? traceback : none()));
}
Value sysException(Thread &t, const Value *) { return handledException(t); }

Value sysGetRecursionLimit(Thread &t, const Value *) { return fromInt(t.recursionLimit); }
Value sysSetRecursionLimit(Thread &t, const Value *args) {
  int64_t limit;
  if (!toSize(t, args[0], &limit)) return kNoValue;
  if (limit > INT32_MAX) return raiseText(t, Exc::OverflowError, "Python int too large to convert to C int");
  if (limit < 1) return raiseText(t, Exc::ValueError, "recursion limit must be greater or equal than 1");
  int64_t depth = t.recursionLimit - t.recursionLeft;
  if (depth >= limit) return raise(t, Msg::RecursionLimitLow, limit, depth);
  t.recursionLeft = static_cast<int32_t>(limit - depth);
  t.recursionLimit = static_cast<int32_t>(limit);
  return none();
}

Value sysGetFrame(Thread &t, const Value *args) {
  int64_t depth = 0;
  if (ok(args[0]) && !toSize(t, args[0], &depth)) return kNoValue;
  Frame *frame = t.frame;
  while (frame && depth-- > 0) frame = frame->previous;
  return frame ? frameObject(t, frame) : raiseText(t, Exc::ValueError, "call stack is not deep enough");
}
Value sysGetSizeof(Thread &t, const Value *args) {
  Value method = lookupSpecial(t, args[0], names().__sizeof__);
  Value size = ok(method) ? callWith(t, method) : kNoValue;
  if (ok(size)) return size;
  if (!ok(t.pending)) raise(t, Msg::NoSizeof, typeName(args[0]));
  if (!ok(args[1])) return kNoValue;
  clearPending(t);
  return args[1];
}
Value sysIntern(Thread &t, const Value *args) {
  if (!isExactly(args[0], TypeId::Str)) return raise(t, Msg::InternType, typeName(args[0]));
  return fromObject(strIntern(t, as<Str>(args[0])));
}
// Nothing counts references; a plausible number for an object with one owner.
Value sysGetRefcount(Thread &, const Value *) { return fromInt(2); }

// --- Tracing. Compiled functions tell events in programs only that were built for it.
bool canTrace(Thread &t, const char *name) {
  return (rt_program.flags & kProgramIsTraceable) || programOptions.isPython || (raise(t, Msg::SysNotSupported, name), false);
}
Value functionOrNone(Value v) { return isNone(v) ? kNoValue : v; }
Value sysSetTrace(Thread &t, const Value *args) {
  if (!isNone(args[0]) && !canTrace(t, "settrace")) return kNoValue;
  setTraceFunctions(t, functionOrNone(args[0]), t.profileFunction);
  return none();
}
Value sysSetProfile(Thread &t, const Value *args) {
  if (!isNone(args[0]) && !canTrace(t, "setprofile")) return kNoValue;
  setTraceFunctions(t, t.traceFunction, functionOrNone(args[0]));
  return none();
}
Value sysGetTrace(Thread &t, const Value *) { return ok(t.traceFunction) ? t.traceFunction : none(); }
Value sysGetProfile(Thread &t, const Value *) { return ok(t.profileFunction) ? t.profileFunction : none(); }
/// Calls a function with events, also from inside of a trace function.
Value sysCallTracing(Thread &t, const Value *args) {
  if (!isTuple(args[1])) return raise(t, Msg::ArgumentMustBe, "call_tracing", " 2", "tuple", typeName(args[1]));
  const uint32_t depth = t.traceDepth;
  t.traceDepth = 0;
  updateTraced(t);
  Value result = callEx(t, args[0], as<Tuple>(args[1]), nullptr);
  t.traceDepth = depth;
  updateTraced(t);
  return result;
}
Value returnNone(Thread &, const Value *) { return none(); }

// --- Hooks
Value sysDisplayHook(Thread &t, const Value *args) {
  if (isNone(args[0])) return none();
  Dict *builtins = builtinsDict();
  Str *underscore = internAscii(t, "_");
  dictSetStr(t, builtins, underscore, none());
  Value out = sysGet(names().stdout);
  if (!ok(out)) return raiseText(t, Exc::RuntimeError, "lost sys.stdout");
  Str *text = TRY(repr(t, args[0]));
  TRY(callMethodWith(t, out, names().write, fromObject(text)));
  TRY(callMethodWith(t, out, names().write, fromObject(strFromCodePoint(t, '\n'))));
  dictSetStr(t, builtins, underscore, args[0]);
  return none();
}
Value sysExceptHook(Thread &t, const Value *args) {
  if (!isExceptionInstance(args[1])) {
    StrBuilder out(t);
    out.add("TypeError: print_exception(): Exception expected for value, ");
    out.add(typeNameOf(typeOf(args[1])));
    out.add(" found\n");
    writeError(t, out.finish());
    return none();
  }
  if (!isNone(args[2])) as<Exception>(args[1])->traceback = args[2];
  writeError(t, exceptionText(t, args[1]));
  return none();
}
/// argument: an object with exc_type, exc_value, exc_traceback, err_msg and object.
Value sysUnraisableHook(Thread &t, const Value *args) {
  auto field = [&](const char *name) { return getAttribute(t, args[0], internAscii(t, name)); };
  Value message = TRY(field("err_msg")), object = TRY(field("object")), value = TRY(field("exc_value"));
  Value type = TRY(field("exc_type")), traceback = TRY(field("exc_traceback"));
  StrBuilder out(t);
  if (!isNone(object)) {
    Str *shown = repr(t, object);
    if (!shown) clearPending(t), shown = strFromAscii(t, "<object repr() failed>");
    if (isNone(message))
      out.add("Exception ignored in: ");
    else
      out.add(TRY(str(t, message))), out.add(": ");
    out.add(shown);
    out.add("\n");
  } else if (!isNone(message)) {
    out.add(TRY(str(t, message)));
    out.add(":\n");
  }
  if (!isNone(traceback)) addTraceback(t, out, traceback, strEmpty());
  if (isType(type)) {
    Value moduleName = getAttribute(t, type, names().__module__);
    if (ok(moduleName) && isStr(moduleName) && !strEquals(as<Str>(moduleName), "builtins") &&
        !strEquals(as<Str>(moduleName), "__main__")) {
      out.add(as<Str>(moduleName));
      out.add(".");
    }
    out.add(as<Type>(type)->qualName ? as<Type>(type)->qualName : as<Type>(type)->name);
  }
  if (!isNone(value)) {
    Str *text = str(t, value);
    if (!text) clearPending(t), text = strFromAscii(t, "<exception str() failed>");
    if (text->length) {
      out.add(": ");
      out.add(text);
    }
  }
  out.add("\n");
  writeError(t, out.finish());
  return none();
}

// --- Settings
Value sysGetIntMaxStrDigits(Thread &, const Value *) { return fromInt(rt_intMaxStrDigits); }
Value sysSetIntMaxStrDigits(Thread &t, const Value *args) {
  int64_t digits;
  if (!toSize(t, args[0], &digits)) return kNoValue;
  if (digits != 0 && digits < 640) return raiseText(t, Exc::ValueError, "maxdigits must be 0 or larger than 640");
  rt_intMaxStrDigits = digits;
  return none();
}
Value sysGetDefaultEncoding(Thread &t, const Value *) { return fromObject(internAscii(t, "utf-8")); }
Value sysGetFileSystemErrors(Thread &t, const Value *) { return fromObject(internAscii(t, "surrogateescape")); }
Value sysIsFinalizing(Thread &, const Value *) { return fromBool(programIsFinalizing); }
double switchInterval = 0.005;
Value sysGetSwitchInterval(Thread &t, const Value *) { return floatValue(t, switchInterval); }
Value sysSetSwitchInterval(Thread &t, const Value *args) {
  double seconds;
  if (!toDouble(t, args[0], &seconds)) return kNoValue;
  if (!(seconds > 0)) return raiseText(t, Exc::ValueError, "switch interval must be strictly positive");
  switchInterval = seconds;
  return none();
}
Value hookOrNone(Value v) { return ok(v) ? v : none(); }
Type *asyncGenHooksType;
Value sysGetAsyncGenHooks(Thread &t, const Value *) {
  static const char *const fields[] = {"firstiter", "finalizer", nullptr};
  if (!asyncGenHooksType) {
    asyncGenHooksType = TRY(structSequenceType(t, "sys", "asyncgen_hooks", fields, 2));
    addRoot(&asyncGenHooksType);
  }
  const Value items[] = {hookOrNone(t.asyncGenHooks[0]), hookOrNone(t.asyncGenHooks[1])};
  return structSequenceNew(t, asyncGenHooksType, items);
}
Value sysSetAsyncGenHooks(Thread &t, const Value *args) {
  for (int i = 1; i >= 0; i--) {
    if (!ok(args[i])) continue;
    if (!isNone(args[i]) && !isCallable(args[i]))
      return raise(t, Msg::AsyncGenHook, i ? "finalizer" : "firstiter", typeName(args[i]));
    t.asyncGenHooks[i] = args[i];
  }
  return none();
}
Value sysGetOriginDepth(Thread &t, const Value *) {
  return ok(t.coroutineOriginDepth) ? t.coroutineOriginDepth : fromInt(0);
}
Value sysSetOriginDepth(Thread &t, const Value *args) {
  int64_t depth;
  if (!toSize(t, args[0], &depth)) return kNoValue;
  if (depth < 0) return raiseText(t, Exc::ValueError, "depth must be >= 0");
  t.coroutineOriginDepth = depth ? fromInt(depth) : kNoValue;
  return none();
}
Value sysGetAllocatedBlocks(Thread &, const Value *) { return fromInt(0); }
Value sysGetDlopenFlags(Thread &, const Value *) { return fromInt(2); }
Value sysCurrentFrames(Thread &t, const Value *) {
  Dict *d = TRY(dictNew(t));
  if (t.frame) dictSet(t, d, intValue(t, static_cast<int64_t>(t.id)), TRY(frameObject(t, t.frame)));
  return fromObject(d);
}

/// What breakpoint() calls: what PYTHONBREAKPOINT names, pdb.set_trace by default; "0" switches it off.
Value sysBreakpointHook(Thread &t, const Value *args) {
  const char *given = pythonVariable("PYTHONBREAKPOINT");
  std::string name = given ? given : "pdb.set_trace";
  if (name == "0") return none();
  const size_t dot = name.rfind('.');
  Str *module = strIntern(t, strFromUtf8(t, dot == name.npos ? "builtins" : name.substr(0, dot)));
  Value owner = dot == 0 ? kNoValue : importModule(t, module), hook = kNoValue;
  if (!ok(owner) && dot != 0 && !pendingMatches(t, Exc::ImportError)) return kNoValue;
  if (ok(owner)) {
    hook = getAttribute(t, owner, strIntern(t, strFromUtf8(t, dot == name.npos ? name : name.substr(dot + 1))));
    if (!ok(hook) && !pendingMatches(t, Exc::AttributeError)) return kNoValue;
  }
  if (ok(hook)) return callEx(t, hook, as<Tuple>(args[0]), ok(args[1]) ? as<Dict>(args[1]) : nullptr);
  clearPending(t);
  return warnText(t, Exc::RuntimeWarning, "Ignoring unimportable $PYTHONBREAKPOINT: \"" + name + "\"") ? none() : kNoValue;
}

} // namespace

extern const NativeRow kSysFunctions[];
const NativeRow kSysFunctions[] = {
    NATIVE_FUNCTION("_clear_type_cache", returnNone, "()"),
    NATIVE_FUNCTION("_current_frames", sysCurrentFrames, "()"),
    NATIVE_FUNCTION("_getframe", sysGetFrame, "(depth=0, /)"),
    NATIVE_FUNCTION("addaudithook", returnNone, "(hook)"),
    NATIVE_FUNCTION("audit", returnNone, "(event, /, *args)"),
    NATIVE_FUNCTION("breakpointhook", sysBreakpointHook, "(*args, **kws)"),
    NATIVE_FUNCTION("call_tracing", sysCallTracing, "(func, args, /)"),
    NATIVE_FUNCTION("displayhook", sysDisplayHook, "(object, /)"),
    NATIVE_FUNCTION("exc_info", sysExcInfo, "()"),
    NATIVE_FUNCTION("excepthook", sysExceptHook, "(exctype, value, traceback, /)"),
    NATIVE_FUNCTION("exception", sysException, "()"),
    NATIVE_FUNCTION("exit", sysExit, "(status=None, /)"),
    NATIVE_FUNCTION("get_asyncgen_hooks", sysGetAsyncGenHooks, "()"),
    NATIVE_FUNCTION("get_coroutine_origin_tracking_depth", sysGetOriginDepth, "()"),
    NATIVE_FUNCTION("get_int_max_str_digits", sysGetIntMaxStrDigits, "()"),
    NATIVE_FUNCTION("getallocatedblocks", sysGetAllocatedBlocks, "()"),
    NATIVE_FUNCTION("getdefaultencoding", sysGetDefaultEncoding, "()"),
    NATIVE_FUNCTION("getdlopenflags", sysGetDlopenFlags, "()"),
    NATIVE_FUNCTION("getfilesystemencodeerrors", sysGetFileSystemErrors, "()"),
    NATIVE_FUNCTION("getfilesystemencoding", sysGetDefaultEncoding, "()"),
    NATIVE_FUNCTION("getprofile", sysGetProfile, "()"),
    NATIVE_FUNCTION("getrecursionlimit", sysGetRecursionLimit, "()"),
    NATIVE_FUNCTION("getrefcount", sysGetRefcount, "(object, /)"),
    NATIVE_FUNCTION("getsizeof", sysGetSizeof, "(object, default=None)"),
    NATIVE_FUNCTION("getswitchinterval", sysGetSwitchInterval, "()"),
    NATIVE_FUNCTION("gettrace", sysGetTrace, "()"),
    NATIVE_FUNCTION("intern", sysIntern, "(string, /)"),
    NATIVE_FUNCTION("is_finalizing", sysIsFinalizing, "()"),
    NATIVE_FUNCTION("set_asyncgen_hooks", sysSetAsyncGenHooks, "(firstiter=None, finalizer=None)"),
    NATIVE_FUNCTION("set_coroutine_origin_tracking_depth", sysSetOriginDepth, "(depth)"),
    NATIVE_FUNCTION("set_int_max_str_digits", sysSetIntMaxStrDigits, "(maxdigits)"),
    NATIVE_FUNCTION("setprofile", sysSetProfile, "(profilefunc, /)"),
    NATIVE_FUNCTION("setrecursionlimit", sysSetRecursionLimit, "(limit, /)"),
    NATIVE_FUNCTION("setswitchinterval", sysSetSwitchInterval, "(interval, /)"),
    NATIVE_FUNCTION("settrace", sysSetTrace, "(tracefunc, /)"),
    NATIVE_FUNCTION("unraisablehook", sysUnraisableHook, "(unraisable, /)"),
    {nullptr, nullptr, nullptr},
};

} // namespace rt
