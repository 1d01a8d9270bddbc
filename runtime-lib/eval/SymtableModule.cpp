// The _symtable module: the scopes of a source (compiler/symtable) as objects, for the library's `symtable`.
#include "runtime-lib/eval/Compile.h"
#include "runtime-lib/eval/Source.h"
#include "runtime-lib/modules/ModuleSupport.h"

#include "compiler/symtable/SymbolTable.h"

#include "runtime-lib/core/Try.h" // not the compiler's

namespace rt {

namespace {

using regius::NameScope;
using regius::ScopeKind;

// Flags of a symbol and kinds of scopes, as CPython numbers them.
enum : int64_t {
  kGlobal = 1,
  kLocal = 2,
  kParam = 4,
  kNonlocal = 8,
  kUse = 16,
  kFree = 32,
  kFreeClass = 64,
  kImport = 128,
  kAnnot = 256,
  kIteration = 512,
  kScopeOffset = 11,
};
enum : int64_t { kFunctionScope, kClassScope, kModuleScope };

struct SymtableEntry : Object {
  Value id, name, symbols, varnames, children, nested, type, lineno;
};
Type *entryType;

const MemberRow kMembers[] = {
    {"id", offsetof(SymtableEntry, id)},
    {"name", offsetof(SymtableEntry, name)},
    {"symbols", offsetof(SymtableEntry, symbols)},
    {"varnames", offsetof(SymtableEntry, varnames)},
    {"children", offsetof(SymtableEntry, children)},
    {"nested", offsetof(SymtableEntry, nested)},
    {"type", offsetof(SymtableEntry, type)},
    {"lineno", offsetof(SymtableEntry, lineno)},
    {nullptr, 0},
};

Value entryRepr(Thread &t, Value self) {
  auto *entry = as<SymtableEntry>(self);
  StrBuilder out(t);
  out.add("<symtable entry ");
  out.add(as<Str>(entry->name));
  out.add("(");
  out.add(TRY(str(t, entry->id)));
  out.add("), line ");
  out.add(TRY(str(t, entry->lineno)));
  out.add(">");
  return fromObject(out.finish());
}

int64_t symbolFlags(const regius::Symbol &symbol) {
  static constexpr std::pair<uint32_t, int64_t> kFlags[] = {
      {regius::kUsed, kUse},
      {regius::kBoundLocal, kLocal},
      {regius::kParameter, kParam},
      {regius::kImported, kImport},
      {regius::kDeclaredGlobal, kGlobal},
      {regius::kDeclaredNonlocal, kNonlocal},
      {regius::kAnnotated, kAnnot},
      {regius::kIterationVariable, kIteration},
      {regius::kTypeParameter, kLocal},
      {regius::kFreeInClass, kFreeClass},
  };
  static constexpr NameScope kScopes[] = {NameScope::Unresolved,     NameScope::Local,
                                          NameScope::GlobalExplicit, NameScope::GlobalImplicit,
                                          NameScope::Free,           NameScope::Cell};
  int64_t result = 0;
  for (auto [ours, theirs] : kFlags)
    if (symbol.flags & ours) result |= theirs;
  for (int64_t i = 0; i < 6; i++)
    if (kScopes[i] == symbol.scope) result |= i << kScopeOffset;
  return result;
}

Value nameText(Thread &t, regius::Identifier name) { return fromObject(strIntern(t, strFromUtf8(t, name.view()))); }

Value makeEntry(Thread &t, const regius::Scope &scope) {
  auto *entry = static_cast<SymtableEntry *>(TRY(allocateInstance(t, entryType)));
  entry->id = intFromUnsigned(t, reinterpret_cast<uintptr_t>(entry));
  entry->name = fromObject(strFromUtf8(t, scope.name));
  Dict *symbols = TRY(dictNew(t));
  entry->symbols = fromObject(symbols);
  for (const regius::Symbol &symbol : scope.symbols.all())
    if (!dictSet(t, symbols, nameText(t, symbol.name), fromInt(symbolFlags(symbol)))) return kNoValue;
  List *names = TRY(listNew(t));
  entry->varnames = fromObject(names);
  for (regius::Identifier name : scope.parameters)
    if (!listAppend(t, names, nameText(t, name))) return kNoValue;
  List *children = TRY(listNew(t));
  entry->children = fromObject(children);
  entry->nested = fromInt(scope.nested);
  entry->type = fromInt(scope.kind == ScopeKind::Module  ? kModuleScope
                        : scope.kind == ScopeKind::Class ? kClassScope
                                                         : kFunctionScope);
  entry->lineno = fromInt(scope.line);
  writeBarrier(entry);
  for (const regius::Scope *child : scope.children)
    if (!listAppend(t, children, TRY(makeEntry(t, *child)))) return kNoValue;
  return fromObject(entry);
}

Value symtable(Thread &t, const Value *a) {
  CompileRequest request;
  request.filename = TRY(filenameArgument(t, a[1]));
  if (!isStr(a[2])) return raise(t, Msg::SymtableModeType, typeName(a[2]));
  std::string text;
  regius::SourceKind kind;
  if (!sourceText(t, a[0], "symtable", "string or bytes", &text, &kind)) return kNoValue;
  if (strEquals(as<Str>(a[2]), "eval")) request.mode = regius::ParseMode::Expression;
  else if (strEquals(as<Str>(a[2]), "single")) request.mode = regius::ParseMode::Interactive;
  else if (!strEquals(as<Str>(a[2]), "exec")) return raise(t, Msg::SymtableMode);
  regius::Arena arena;
  regius::StringInterner interner(arena);
  auto table = symbolsOfText(t, std::move(text), kind, request, arena, interner);
  return table ? makeEntry(t, *table->top()) : kNoValue;
}

const NativeRow kFunctions[] = {{"symtable", symtable, "(source, filename, startstr, /)", NativeKind::Function},
                                {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) {
  static constexpr std::pair<const char *, int64_t> kConstants[] = {
      {"USE", kUse},
      {"DEF_GLOBAL", kGlobal},
      {"DEF_NONLOCAL", kNonlocal},
      {"DEF_LOCAL", kLocal},
      {"DEF_PARAM", kParam},
      {"DEF_FREE", kFree},
      {"DEF_FREE_CLASS", kFreeClass},
      {"DEF_IMPORT", kImport},
      {"DEF_BOUND", kLocal | kParam | kImport},
      {"DEF_ANNOT", kAnnot},
      {"TYPE_FUNCTION", kFunctionScope},
      {"TYPE_CLASS", kClassScope},
      {"TYPE_MODULE", kModuleScope},
      {"LOCAL", 1},
      {"GLOBAL_EXPLICIT", 2},
      {"GLOBAL_IMPLICIT", 3},
      {"FREE", 4},
      {"CELL", 5},
      {"SCOPE_OFF", kScopeOffset},
      {"SCOPE_MASK", 15},
  };
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeNoCreate;
  spec.instanceSize = sizeof(SymtableEntry);
  spec.trace = [](Object *object, Tracer &tracer) { tracer.range(&static_cast<SymtableEntry *>(object)->id, 8); };
  spec.fillSlots = [](Slots &s) { s.repr = entryRepr; };
  spec.members = kMembers;
  entryType = TRY(makeNativeType(t, "builtins", "symtable entry", nullptr, spec));
  addRoot(&entryType);
  for (auto [name, value] : kConstants)
    if (!addInt(t, module, name, value)) return false;
  return addFunctions(t, module, kFunctions);
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_symtable, "_symtable", rt::initialise)
