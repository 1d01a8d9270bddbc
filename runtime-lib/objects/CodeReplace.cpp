// code.replace(). Code that the interpreter runs gets a CodeInfo of its own, made by the evaluator from its bytecode, so
// that it runs with everything that was changed. Of code that was compiled to machine code only what it is called can
// be changed, beside the CodeInfo that it shares with the original. The instructions themselves and the tables that go
// with them stay as they are in both.
#include "runtime-lib/core/Evaluator.h"
#include "runtime-lib/core/Program.h"
#include "runtime-lib/objects/Code.h"
#include "runtime-lib/protocols/Protocols.h"

#include "compiler/bytecode/CodeUnit.h"

namespace rt {

int64_t pythonFlags(const CodeInfo *info) {
  int64_t flags = 0;
  bool function = info->kind != static_cast<uint32_t>(regius::CodeKind::Module) && info->kind != static_cast<uint32_t>(regius::CodeKind::Class) &&
                  info->kind != static_cast<uint32_t>(regius::CodeKind::Expression);
  if (function) flags |= 1 | 2;
  if (info->flags & regius::kVarArgs) flags |= kCoVarArgs;
  if (info->flags & regius::kVarKeywords) flags |= kCoVarKeywords;
  if (info->flags & regius::kNested) flags |= 16;
  if (info->flags & regius::kGenerator) flags |= 32;
  if (info->flags & regius::kCoroutine) flags |= 128;
  if (info->flags & regius::kAsyncGenerator) flags |= 512;
  flags |= info->flags & regius::kFutureMask;
  return flags;
}

namespace {

struct Row {
  const char *name;
  const char *type; // null: int
  int shown = -1;   // of Code::Shown, when it can be changed beside the CodeInfo
};
constexpr Row kRows[kCodeFieldCount] = {{"co_argcount", nullptr},
                                        {"co_posonlyargcount", nullptr},
                                        {"co_kwonlyargcount", nullptr},
                                        {"co_nlocals", nullptr},
                                        {"co_stacksize", nullptr, Code::kStackSize},
                                        {"co_flags", nullptr, Code::kFlags},
                                        {"co_firstlineno", nullptr, Code::kFirstLine},
                                        {"co_code", "bytes"},
                                        {"co_consts", "tuple"},
                                        {"co_names", "tuple"},
                                        {"co_varnames", "tuple"},
                                        {"co_freevars", "tuple"},
                                        {"co_cellvars", "tuple"},
                                        {"co_filename", "str", Code::kFileName},
                                        {"co_name", "str", Code::kName},
                                        {"co_qualname", "str", Code::kQualName},
                                        {"co_linetable", "bytes"},
                                        {"co_exceptiontable", "bytes"}};

constexpr size_t at(CodeField field) { return static_cast<size_t>(field); }

/// Argument Clinic's checks: of the types in order, then of the signs.
bool checkTypes(Thread &t, const Value *args, Value *changes) {
  for (size_t i = 0; i < kCodeFieldCount; i++) {
    const Value v = args[i];
    changes[i] = v;
    if (!ok(v)) continue;
    const char *type = kRows[i].type;
    if (!type) {
      int64_t n;
      if (!toInt32(t, v, &n)) return false;
      changes[i] = fromInt(n);
      continue;
    }
    const bool good = type[0] == 'b' ? isInstance(v, TypeId::Bytes) : type[0] == 't' ? isTuple(v) : isStr(v);
    if (!good) return raise(t, Msg::CodeReplaceType, kRows[i].name, type, argumentTypeName(v)), false;
  }
  for (size_t i = 0; i < kCodeFieldCount; i++)
    if (ok(changes[i]) && !kRows[i].type && asInt(changes[i]) < 0) return raise(t, Msg::CodeReplaceNegative, kRows[i].name), false;
  return true;
}

/// What CPython asks of all code objects. `fields`: all of them, changed or not.
bool validate(Thread &t, const Value *fields) {
  auto number = [&](CodeField field) { return asInt(fields[at(field)]); };
  auto size = [&](CodeField field) { return as<Tuple>(fields[at(field)])->size; };
  if (number(CodeField::ArgCount) < number(CodeField::PosOnlyCount))
    return raiseText(t, Exc::SystemError, "bad argument to internal function"), false;
  const int64_t flags = number(CodeField::Flags);
  const int64_t parameters = number(CodeField::ArgCount) + number(CodeField::KwOnlyCount) + ((flags & kCoVarArgs) != 0) + ((flags & kCoVarKeywords) != 0);
  if (parameters > size(CodeField::VarNames)) return raiseText(t, Exc::ValueError, "code: co_varnames is too small"), false;
  for (CodeField field : {CodeField::Names, CodeField::VarNames, CodeField::FreeNames, CodeField::CellNames})
    for (int64_t i = 0; i < size(field); i++)
      if (!isExactly(as<Tuple>(fields[at(field)])->items[i], TypeId::Str))
        return raiseText(t, Exc::SystemError, "non-string found in code slot"), false;
  if (number(CodeField::LocalCount) != size(CodeField::VarNames))
    return raiseText(t, Exc::ValueError, "code: co_nlocals != len(co_varnames)"), false;
  return true;
}

} // namespace

Value replaceCodeFields(Thread &t, const Value *args) {
  auto *code = as<Code>(args[0]);
  Value changes[kCodeFieldCount], fields[kCodeFieldCount];
  if (!checkTypes(t, args + 1, changes)) return kNoValue;
  const Row *beyondNames = nullptr; // the first change that needs the bytecode
  bool changed = false;
  for (size_t i = 0; i < kCodeFieldCount; i++) {
    const Value old = TRY(getAttribute(t, args[0], internAscii(t, kRows[i].name)));
    fields[i] = ok(changes[i]) ? changes[i] : old;
    if (!ok(changes[i])) continue;
    const int equal = sameConstant(t, old, changes[i]);
    if (equal < 0) return kNoValue;
    if (equal) changes[i] = kNoValue;
    if (equal) continue;
    changed = true;
    if (kRows[i].shown < 0 && !beyondNames) beyondNames = &kRows[i];
  }
  if (!validate(t, fields)) return kNoValue;
  for (CodeField field : {CodeField::Body, CodeField::LineTable, CodeField::ExceptionTable})
    if (ok(changes[at(field)])) return raise(t, Msg::CodeReplaceInstructions, kRows[at(field)].name);
  constexpr int64_t kKind = 32 | 128 | 512; // generator, coroutine, asynchronous generator
  const Value flags = changes[at(CodeField::Flags)];
  const int64_t flips = ok(flags) ? asInt(flags) ^ pythonFlags(code->info) : 0;
  if (flips & (kKind | kCoVarArgs | kCoVarKeywords)) beyondNames = &kRows[at(CodeField::Flags)];
  if (flips & kKind) return raise(t, Msg::CodeReplaceInstructions, beyondNames->name);

  Code *copy = nullptr;
  bool inInfo = changed && rt_program.evaluator; // what can be changed there
  if (inInfo) {
    copy = rt_program.evaluator->replaceCode(t, code, changes);
    if (ok(t.pending)) return kNoValue;
    inInfo = copy;
  }
  if (!copy) {
    if (beyondNames) return raise(t, Msg::CodeReplaceUnsupported, beyondNames->name);
    copy = codeNew(t, code->info);
  }
  for (int i = 0; !inInfo && i < Code::kShownCount; i++) copy->fields[i] = code->fields[i];
  for (CodeField field : {CodeField::StackSize, CodeField::Flags}) // more than CodeInfo knows
    copy->fields[kRows[at(field)].shown] = fields[at(field)];
  for (size_t i = 0; !inInfo && i < kCodeFieldCount; i++)
    if (ok(changes[i]) && kRows[i].shown >= 0) copy->fields[kRows[i].shown] = changes[i];
  writeBarrier(copy);
  return fromObject(copy);
}

} // namespace rt
