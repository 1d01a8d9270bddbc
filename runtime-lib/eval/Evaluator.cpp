// compile(), eval() and exec() (Library reference, built-in functions).
#include "runtime-lib/core/Evaluator.h"

#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/builtins/Builtins.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/core/Program.h"
#include "runtime-lib/eval/Compile.h"
#include "runtime-lib/interp/CodeImage.h"
#include "runtime-lib/eval/Imports.h"
#include "runtime-lib/eval/Source.h"
#include "runtime-lib/eval/python/Python.h"
#include "runtime-lib/interp/Interpreter.h"
#include "runtime-lib/interp/UnitOfCode.h"
#include "runtime-lib/modules/Import.h"
#include "runtime-lib/modules/System.h"
#include "runtime-lib/modules/ast/AstTypes.h"
#include "runtime-lib/modules/posix/Posix.h"
#include "runtime-lib/objects/Code.h"
#include "runtime-lib/objects/Frame.h"
#include "runtime-lib/protocols/Dispatch.h"

namespace rt {

namespace {

using regius::ParseMode;
using regius::SourceKind;

constexpr uint32_t kKnownFlags = kDontImplyDedent | kOnlyAst | kTypeComments | kTopLevelAwait |
                                 kAllowIncompleteInput | regius::kFutureMask | 0x10 /* CO_NESTED */;

/// The future features of the code that calls.
uint32_t inheritedFlags(Thread &t) {
  if (!t.frame) return 0;
  return t.frame->function->info->flags & regius::kFutureMask;
}

Value compileFunction(Thread &t, const Value *a) {
  CompileRequest request;
  request.filename = TRY(filenameArgument(t, a[1]));
  int flags = 0, optimize = -1, featureVersion = -1;
  if ((ok(a[3]) && !intArgument(t, a[3], &flags)) || (ok(a[5]) && !intArgument(t, a[5], &optimize)) ||
      (ok(a[6]) && !intArgument(t, a[6], &featureVersion)))
    return kNoValue;
  int dontInherit = ok(a[4]) ? truth(t, a[4]) : 0;
  if (dontInherit < 0) return kNoValue;
  request.flags = static_cast<uint32_t>(flags);
  if (request.flags & ~kKnownFlags) return raise(t, Msg::CompileFlags);
  if (optimize < -1 || optimize > 2) return raise(t, Msg::CompileOptimize);
  request.optimize = optimize < 0 ? defaultOptimize() : optimize;
  if (request.flags & kOnlyAst) request.featureVersion = featureVersion;
  if (!dontInherit) request.flags |= inheritedFlags(t);
  if (!isStr(a[2])) return raise(t, Msg::CompileModeType, typeName(a[2]));
  const bool treeOnly = request.flags & kOnlyAst;
  if (strEquals(as<Str>(a[2]), "exec")) request.mode = ParseMode::Module;
  else if (strEquals(as<Str>(a[2]), "eval")) request.mode = ParseMode::Expression;
  else if (strEquals(as<Str>(a[2]), "single")) request.mode = ParseMode::Interactive;
  else if (strEquals(as<Str>(a[2]), "func_type") && treeOnly) request.mode = ParseMode::FuncType;
  else if (strEquals(as<Str>(a[2]), "func_type"))
    return raise(t, Msg::CompileFuncType);
  else
    return raise(t, Msg::CompileMode, treeOnly ? "'exec', 'eval', 'single' or 'func_type'" : "'exec', 'eval' or 'single'");
  if (isAstObject(a[0])) return treeOnly ? a[0] : compileAst(t, a[0], request);
  std::string text;
  SourceKind kind;
  if (!sourceText(t, a[0], "compile", "string, bytes or AST", &text, &kind)) return kNoValue;
  return compileText(t, std::move(text), kind, request);
}

// --- eval and exec

struct Spaces {
  Value globals, locals;
};

/// The namespaces of a call; null entries mean those of the caller. False with an exception pending.
bool findSpaces(Thread &t, const Value *a, bool isEval, Spaces *out) {
  Value globals = ok(a[1]) && !isNone(a[1]) ? a[1] : kNoValue, locals = ok(a[2]) && !isNone(a[2]) ? a[2] : kNoValue;
  if (isEval && ok(locals) && !typeOf(locals)->slots.getItem) return raise(t, Msg::EvalLocals), false;
  if (ok(globals) && !isDict(globals)) {
    if (!isEval) return raise(t, Msg::ExecGlobals, typeName(globals)), false;
    return raise(t, typeOf(globals)->slots.getItem ? Msg::EvalGlobalsReal : Msg::EvalGlobals, "{}"), false;
  }
  if (!isEval && ok(locals) && !typeOf(locals)->slots.getItem) return raise(t, Msg::ExecLocals, typeName(locals)), false;
  if (!ok(globals)) {
    if (!t.frame) return raise(t, Msg::EvalNoFrame), false;
    globals = fromObject(t.frame->function->globals);
    if (!ok(locals)) locals = frameLocals(t, t.frame);
    if (!ok(locals)) return false;
  }
  *out = {globals, ok(locals) ? locals : globals};
  Str *name = names().__builtins__;
  if (ok(dictGetStr(as<Dict>(globals), name))) return true;
  Value builtins = t.frame ? t.frame->function->builtins : kNoValue;
  return dictSetStr(t, as<Dict>(globals), name, ok(builtins) ? builtins : fromObject(builtinsDict()));
}

/// What `__builtins__` of the globals means: kNoValue for the usual builtins.
Value builtinsOf(Dict *globals) {
  Value v = dictGetStr(globals, names().__builtins__);
  if (ok(v) && isInstance(v, TypeId::Module)) v = fromObject(as<Module>(v)->dict);
  return !ok(v) || same(v, fromObject(builtinsDict())) ? kNoValue : v;
}

Value runCode(Thread &t, Code *code, Spaces spaces, Tuple *closure) {
  auto *globals = as<Dict>(spaces.globals);
  Function *function = functionNew(t, code->info, globals, builtinsOf(globals));
  function->code = code;
  function->closure = closure;
  const auto kind = static_cast<regius::CodeKind>(code->info->kind);
  const bool isBody = kind == regius::CodeKind::Module || kind == regius::CodeKind::Expression;
  // A dict of a subclass is asked by its own __getitem__ where it is the locals, even if it is the globals too.
  const bool plain = same(spaces.locals, spaces.globals) && isExactly(spaces.globals, TypeId::Dict);
  Value space = plain ? kNoValue : spaces.locals;
  if (code->info == code->info->module->body && !code->info->module->image) // of the program: importlib loads it
    return runCompiledBody(t, const_cast<ModuleData *>(code->info->module), globals);
  if (isBody && code->info->flags & (regius::kCoroutine | regius::kAsyncGenerator)) { // PyCF_ALLOW_TOP_LEVEL_AWAIT
    if (ok(space)) return raiseText(t, Exc::NotImplementedError, "a coroutine in namespaces other than a dict of globals");
    return callFunction(t, function, nullptr, 0, nullptr);
  }
  if (isBody && code->info->interpreted) return interpretBody(t, function, space);
  if (kind == regius::CodeKind::Class) return invokeClassBody(t, function, spaces.locals);
  if (isBody || !code->info->parameterCount) return invoke(t, function, nullptr); // compiled module, or the code of a function
  return callFunction(t, function, nullptr, 0, nullptr);
}

Value evalFunction(Thread &t, const Value *a) {
  Spaces spaces;
  if (!findSpaces(t, a, true, &spaces)) return kNoValue;
  if (isExactly(a[0], TypeId::Code)) {
    if (as<Code>(a[0])->info->freeCount) return raise(t, Msg::EvalCode);
    return runCode(t, as<Code>(a[0]), spaces, nullptr);
  }
  std::string text;
  SourceKind kind;
  if (!sourceText(t, a[0], "eval", "string, bytes or code", &text, &kind)) return kNoValue;
  text.erase(0, text.find_first_not_of(" \t")); // all of it when there is nothing else
  CompileRequest request{fromObject(strFromAscii(t, "<string>")), ParseMode::Expression, inheritedFlags(t),
                         defaultOptimize()};
  return runCode(t, as<Code>(TRY(compileText(t, std::move(text), kind, request))), spaces, nullptr);
}

/// The closure argument of exec() must fit the code.
bool checkClosure(Thread &t, Code *code, Value closure, Tuple **out) {
  const auto count = static_cast<int64_t>(code->info->freeCount);
  *out = nullptr;
  if (!count) {
    if (!ok(closure) || isNone(closure)) return true;
    return raise(t, Msg::ExecClosureOther), false;
  }
  bool good = ok(closure) && isExactly(closure, TypeId::Tuple) && as<Tuple>(closure)->size == count;
  for (int64_t i = 0; good && i < count; i++) good = isExactly(as<Tuple>(closure)->items[i], TypeId::Cell);
  if (!good) return raise(t, Msg::ExecClosure, count), false;
  *out = as<Tuple>(closure);
  return true;
}

Value execFunction(Thread &t, const Value *a) {
  Spaces spaces;
  if (!findSpaces(t, a, false, &spaces)) return kNoValue;
  Code *code;
  Tuple *closure = nullptr;
  if (isExactly(a[0], TypeId::Code)) {
    code = as<Code>(a[0]);
    if (!checkClosure(t, code, a[3], &closure)) return kNoValue;
  } else {
    if (ok(a[3]) && !isNone(a[3])) return raise(t, Msg::ExecClosureText);
    std::string text;
    SourceKind kind;
    if (!sourceText(t, a[0], "exec", "string, bytes or code", &text, &kind)) return kNoValue;
    CompileRequest request{fromObject(strFromAscii(t, "<string>")), ParseMode::Module, inheritedFlags(t),
                           defaultOptimize()};
    code = as<Code>(TRY(compileText(t, std::move(text), kind, request)));
  }
  TRY(runCode(t, code, spaces, closure));
  return none();
}

} // namespace

/// Named by generated programs that may need it (codegen/CodeGen.cpp).
extern "C" const Evaluator rt_evaluator = {compileFunction, evalFunction, execFunction,
                                           startImports,    importsStarted, findAndLoadDynamic,
                                           setImageFileName,
                                           replaceCode,
                                           parsePythonOptions, runPython, pythonSelector};

} // namespace rt
