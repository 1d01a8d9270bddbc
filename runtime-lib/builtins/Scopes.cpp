// Built-in functions on name spaces: dir, globals, locals, vars; open; and those that need a compiler
// inside the program (compile, eval, exec; core/Evaluator.h).
#include "runtime-lib/builtins/Builtins.h"
#include "runtime-lib/core/DeadResources.h"
#include "runtime-lib/core/Evaluator.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/core/Program.h"
#include "runtime-lib/modules/Import.h"
#include "runtime-lib/modules/Sys.h"
#include "runtime-lib/objects/Frame.h"

namespace rt {

Value ioOpen(Thread &, const Value *args); // modules/io/Open.cpp

namespace {

Value builtinGlobals(Thread &t, const Value *) {
  return t.frame ? fromObject(t.frame->function->globals) : fromObject(builtinsDict());
}
Value builtinLocals(Thread &t, const Value *args) {
  return t.frame ? frameLocals(t, t.frame) : builtinGlobals(t, args);
}
Value builtinVars(Thread &t, const Value *args) {
  if (!ok(args[0])) return builtinLocals(t, args);
  bool failed = false;
  Value dict = getAttributeOrNone(t, args[0], names().__dict__, &failed);
  if (failed) return kNoValue;
  return ok(dict) ? dict : raiseText(t, Exc::TypeError, "vars() argument must have __dict__ attribute");
}

Value builtinDir(Thread &t, const Value *args) {
  Value namesList;
  if (!ok(args[0])) {
    Value locals = TRY(builtinLocals(t, args));
    namesList = TRY(callMethodWith(t, locals, names().keys));
  } else {
    Value method = lookupSpecial(t, args[0], names().__dir__);
    if (!ok(method)) return ok(t.pending) ? kNoValue : raiseText(t, Exc::TypeError, "object does not provide __dir__");
    namesList = TRY(callWith(t, method));
  }
  List *sorted = TRY(toList(t, namesList));
  return listSort(t, sorted, none(), false) ? fromObject(sorted) : kNoValue;
}

Value needsCompiler(Thread &t, const char *name) { return raise(t, Msg::NeedsCompiler, name); }
Value builtinCompile(Thread &t, const Value *args) {
  return rt_program.evaluator ? rt_program.evaluator->compile(t, args) : needsCompiler(t, "compile");
}
Value builtinEval(Thread &t, const Value *args) {
  return rt_program.evaluator ? rt_program.evaluator->eval(t, args) : needsCompiler(t, "eval");
}
Value builtinExec(Thread &t, const Value *args) {
  return rt_program.evaluator ? rt_program.evaluator->exec(t, args) : needsCompiler(t, "exec");
}
/// breakpoint(): sys.breakpointhook, whatever a program put there.
Value builtinBreakpoint(Thread &t, const Value *args) {
  Value hook = dictGetStr(sysDict(), internAscii(t, "breakpointhook"));
  if (!ok(hook)) return raiseText(t, Exc::RuntimeError, "lost sys.breakpointhook");
  return callEx(t, hook, as<Tuple>(args[0]), ok(args[1]) ? as<Dict>(args[1]) : nullptr);
}

} // namespace

const NativeRow kScopeFunctions[] = {
    {"breakpoint", builtinBreakpoint, "(*args, **kws)", NativeKind::Function},
    {"compile", builtinCompile,
     "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)", NativeKind::Function},
    {"dir", builtinDir, "(object=None, /)", NativeKind::Function},
    {"eval", builtinEval, "(source, globals=None, locals=None, /)", NativeKind::Function},
    {"exec", builtinExec, "(source, globals=None, locals=None, /, *, closure=None)", NativeKind::Function},
    {"globals", builtinGlobals, "()", NativeKind::Function},
    {"locals", builtinLocals, "()", NativeKind::Function},
    {"open", afterWriting<ioOpen>,
     "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
     NativeKind::Function},
    {"vars", builtinVars, "(object=None, /)", NativeKind::Function},
    {nullptr, nullptr, nullptr},
};

} // namespace rt
