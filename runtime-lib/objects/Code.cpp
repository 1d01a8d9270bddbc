// Code objects: the constant data of a compiled function as Python sees it. code.replace() is in
// CodeReplace.cpp.
#include "runtime-lib/objects/Code.h"

#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Frame.h"
#include "runtime-lib/objects/NativeFunction.h"
#include "runtime-lib/objects/TypeInternals.h"

#include "compiler/bytecode/CodeUnit.h"

#include <cstdio>
#include <string>
#include <string_view>
#include <tuple>

namespace rt {

static Code *codeAt(Value v) { return as<Code>(v); }
static const CodeInfo *infoOf(Value v) { return codeAt(v)->info; }
static Value constantOf(const CodeInfo *info, uint32_t index) { return info->module->constants[index]; }
static void traceCode(Object *object, Tracer &tracer) {
  auto *code = static_cast<Code *>(object);
  tracer.object(code->info->module->image);
  tracer.range(code->fields, Code::kShownCount);
}

Code *codeNew(Thread &t, const CodeInfo *info) {
  auto *code = allocate<Code>(t, TypeId::Code);
  code->info = info;
  return code;
}

Code *codeOf(Thread &t, const CodeInfo *info) {
  const ModuleData *module = info->module;
  for (uint32_t i = 0; i < module->constantCount; i++) {
    Value v = module->constants[i];
    if (ok(v) && isObject(v) && isExactly(v, TypeId::Code) && as<Code>(v)->info == info) return as<Code>(v);
  }
  return codeNew(t, info);
}

static Value field(Value self, Code::Shown which, Value original) {
  Value v = codeAt(self)->fields[which];
  return ok(v) ? v : original;
}
static Value getName(Thread &, Value self) { return field(self, Code::kName, constantOf(infoOf(self), infoOf(self)->name)); }
static Value getQualName(Thread &, Value self) { return field(self, Code::kQualName, constantOf(infoOf(self), infoOf(self)->qualName)); }
static Value getFileName(Thread &t, Value self) {
  Value v = codeAt(self)->fields[Code::kFileName];
  return ok(v) ? v : fromObject(strIntern(t, strFromUtf8(t, infoOf(self)->module->fileName)));
}
static Value getFlags(Thread &, Value self) { return field(self, Code::kFlags, fromInt(pythonFlags(infoOf(self)))); }
static Value getFirstLine(Thread &, Value self) { return field(self, Code::kFirstLine, fromInt(infoOf(self)->firstLine)); }
static Value tupleConstant(const CodeInfo *info, uint32_t index) {
  Value v = constantOf(info, index);
  return ok(v) && isTuple(v) ? v : fromObject(emptyTuple());
}

/// Runs of instructions with the same line: (start, end, line), two bytes for each instruction.
static Value lines(Thread &t, const Value *args) {
  const CodeInfo *info = infoOf(args[0]);
  List *list = listNew(t);
  uint32_t start = 0;
  int32_t line = resumePosition(info).line;
  for (uint32_t at = 1; at <= info->instructionCount + 1; at++) {
    int32_t next = at <= info->instructionCount ? codePosition(info, at - 1).line : INT32_MAX;
    if (next == line && at > 1) continue;
    Value shown = line > 0 || (line == 0 && at == 1) ? fromInt(line) : none();
    listAppend(t, list, fromObject(tupleOf(t, fromInt(int64_t{start} * 2), fromInt(int64_t{at} * 2), shown)));
    start = at;
    line = next;
  }
  return getIterator(t, fromObject(list));
}
static Value positions(Thread &t, const Value *args) {
  const CodeInfo *info = infoOf(args[0]);
  List *list = listNew(t);
  auto add = [&](Position p, int32_t firstLine) {
    auto shown = [](int32_t n, int32_t least) { return n >= least ? fromInt(n) : none(); };
    listAppend(t, list, fromObject(tupleOf(t, shown(p.line, firstLine), shown(p.endLine, 1), shown(p.column, 0), shown(p.endColumn, 0))));
  };
  add(resumePosition(info), 0);
  for (uint32_t pc = 0; pc < info->instructionCount; pc++) add(codePosition(info, pc), 1);
  return getIterator(t, fromObject(list));
}
static Value nameOfLocal(Thread &t, const Value *args) {
  const CodeInfo *info = infoOf(args[0]);
  int64_t n;
  if (!toInt64(t, args[1], &n)) return kNoValue;
  for (uint32_t part : {info->varNames, info->cellNames, info->freeNames}) {
    auto *names = as<Tuple>(tupleConstant(info, part));
    if (n >= 0 && n < names->size) return names->items[n];
    n -= names->size;
  }
  return raiseText(t, Exc::IndexError, "tuple index out of range");
}
static const GetSetRow getSets[] = {
    {"co_name", getName},
    {"co_qualname", getQualName},
    {"co_filename", getFileName},
    {"co_firstlineno", getFirstLine},
    {"co_flags", getFlags},
    {"co_argcount", [](Thread &, Value self) { return fromInt(infoOf(self)->argCount); }},
    {"co_posonlyargcount", [](Thread &, Value self) { return fromInt(infoOf(self)->posOnlyCount); }},
    {"co_kwonlyargcount", [](Thread &, Value self) { return fromInt(infoOf(self)->kwOnlyCount); }},
    {"co_nlocals", [](Thread &, Value self) { return fromInt(infoOf(self)->localCount); }},
    {"co_stacksize", [](Thread &, Value self) { return field(self, Code::kStackSize, fromInt(infoOf(self)->stackSize)); }},
    {"co_varnames", [](Thread &, Value self) { return tupleConstant(infoOf(self), infoOf(self)->varNames); }},
    {"co_cellvars", [](Thread &, Value self) { return tupleConstant(infoOf(self), infoOf(self)->cellNames); }},
    {"co_freevars", [](Thread &, Value self) { return tupleConstant(infoOf(self), infoOf(self)->freeNames); }},
    {"co_names", [](Thread &, Value self) { return tupleConstant(infoOf(self), infoOf(self)->names); }},
    {"co_consts", [](Thread &, Value self) { return tupleConstant(infoOf(self), infoOf(self)->constants); }},
    {"co_exceptiontable", [](Thread &t, Value self) { return exceptionTableOf(t, infoOf(self)); }},
    {"co_linetable", [](Thread &t, Value self) { return lineTableOf(t, infoOf(self)); }},
    {"co_code",
     [](Thread &t, Value self) {
       const CodeInfo *info = infoOf(self);
       return fromObject(bytesNew(t, info->body, static_cast<int64_t>(info->body ? info->bodySize : 0)));
     }},
    {}};
static const NativeRow methods[] = {{"_varname_from_oparg", nameOfLocal, "($self, /, oparg)"},
                                    {"co_lines", lines, "($self, /)"},
                                    {"co_positions", positions, "($self, /)"},
                                    {"replace", replaceCodeFields,
                                     "($self, /, *, co_argcount=-1, co_posonlyargcount=-1, co_kwonlyargcount=-1, co_nlocals=-1, "
                                     "co_stacksize=-1, co_flags=-1, co_firstlineno=-1, co_code=None, co_consts=None, "
                                     "co_names=None, co_varnames=None, co_freevars=None, co_cellvars=None, co_filename=None, "
                                     "co_name=None, co_qualname=None, co_linetable=None, co_exceptiontable=None)"},
                                    {}};

static Value codeRepr(Thread &t, Value self) {
  char address[40];
  std::snprintf(address, sizeof address, " at %p, file \"", static_cast<void *>(asObject(self)));
  std::string text = "<code object " + std::string(strUtf8(t, as<Str>(getName(t, self)))) + address;
  text += strUtf8(t, as<Str>(getFileName(t, self)));
  text += "\", line " + std::to_string(asInt(getFirstLine(t, self))) + ">";
  return fromObject(strFromUtf8(t, text));
}
// --- Equality: what compiling the same source twice gives is equal, whatever the names of the files

static int sameCode(Thread &t, Value a, Value b);

int sameConstant(Thread &t, Value a, Value b) {
  if (same(a, b)) return 1;
  if (typeOf(a) != typeOf(b)) return 0;
  if (isExactly(a, TypeId::Code)) return sameCode(t, a, b);
  if (isTuple(a)) {
    if (as<Tuple>(a)->size != as<Tuple>(b)->size) return 0;
    int equal = 1;
    for (int64_t i = 0; equal > 0 && i < as<Tuple>(a)->size; i++)
      equal = sameConstant(t, as<Tuple>(a)->items[i], as<Tuple>(b)->items[i]);
    return equal;
  }
  int equal = identicalOrEqual(t, a, b);
  if (equal <= 0 || !(isExactly(a, TypeId::Float) || isExactly(a, TypeId::Complex) || isExactly(a, TypeId::FrozenSet))) return equal;
  // -0.0 == 0.0 and {1} == {1.0}, but they do not look the same.
  Str *left = repr(t, a), *right = left ? repr(t, b) : nullptr;
  return right ? strEqual(left, right) : -1;
}

static int sameCode(Thread &t, Value a, Value b) {
  const CodeInfo *x = infoOf(a), *y = infoOf(b);
  const bool sameLook = strEqual(as<Str>(getName(t, a)), as<Str>(getName(t, b))) &&
                        same(getFirstLine(t, a), getFirstLine(t, b)) && same(getFlags(t, a), getFlags(t, b));
  if (x == y || !sameLook) return sameLook;
  // Of compiled code there is only one copy.
  if (!x->module->image || !y->module->image) return 0;
  auto counts = [](const CodeInfo *info) {
    return std::tuple(info->argCount, info->posOnlyCount, info->kwOnlyCount, info->localCount, info->kind);
  };
  auto bytes = [](const void *data, size_t size) { return std::string_view(static_cast<const char *>(data), size); };
  if (counts(x) != counts(y) || bytes(x->body, x->bodySize) != bytes(y->body, y->bodySize) ||
      bytes(x->lineTable, x->lineTableSize) != bytes(y->lineTable, y->lineTableSize))
    return 0;
  int equal = 1;
  for (auto part : {&CodeInfo::varNames, &CodeInfo::cellNames, &CodeInfo::freeNames, &CodeInfo::names, &CodeInfo::constants})
    if (equal > 0) equal = sameConstant(t, tupleConstant(x, x->*part), tupleConstant(y, y->*part));
  return equal;
}

static Value codeCompare(Thread &t, Value a, Value b, CompareKind kind) {
  if ((kind != CompareKind::Equal && kind != CompareKind::NotEqual) || !isExactly(b, TypeId::Code)) return notImplemented();
  const int equal = sameCode(t, a, b);
  return equal < 0 ? kNoValue : fromBool((equal != 0) == (kind == CompareKind::Equal));
}
static bool codeHash(Thread &t, Value self, int64_t *out) {
  if (!hash(t, getName(t, self), out)) return false;
  const CodeInfo *info = infoOf(self);
  *out = (*out ^ info->firstLine ^ (int64_t{info->instructionCount} << 16)) * 1000003;
  if (*out == -1) *out = -2;
  return true;
}

void registerCodeTypes(Thread &t) {
  registerType(t, {.id = TypeId::Code,
                   .flags = kTypeWeakRefs | kTypeNoCreate,
                   .instanceSize = sizeof(Code),
                   .trace = traceCode,
                   .fillSlots =
                       [](Slots &s) {
                         s.repr = codeRepr;
                         s.compare = codeCompare;
                         s.hash = codeHash;
                       },
                   .methods = methods,
                   .getSets = getSets});
}

} // namespace rt
