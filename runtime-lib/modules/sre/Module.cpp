// The module _sre, as the library's re package (CPython 3.11) uses it.
#include "runtime-lib/modules/ModuleSupport.h"
#include "runtime-lib/modules/sre/Objects.h"
#include "runtime-lib/objects/str/Str.h"
#include "runtime-lib/objects/unicode/Unicode.h"

namespace rt::sre {
namespace {

// (pattern, flags, code, groups, groupindex, indexgroup)
Value compile(Thread &t, const Value *args) {
  if (!isList(args[2]))
    return raise(t, Msg::ReCodeList, typeName(args[2]));
  int64_t flags, groups;
  if (!toSize(t, args[1], &flags) || !toSize(t, args[3], &groups))
    return kNoValue;
  List *list = as<List>(args[2]);
  std::vector<uint32_t> code;
  for (int64_t i = 0; i < list->size; i++) {
    int64_t word; // instances of a subclass of int too
    if (!toInt64(t, list->array->items[i], &word))
      return kNoValue;
    if (word < 0 || word > 0xffffffffLL)
      return raise(t, Msg::ReCodeOverflow);
    code.push_back(static_cast<uint32_t>(word));
  }
  auto *program = new Program;
  if (!compileProgram(std::move(code), static_cast<uint32_t>(groups), program)) {
    delete program;
    return raise(t, Msg::ReInvalidCode);
  }
  auto *pattern = static_cast<Pattern *>(allocateInstance(t, types.pattern));
  pattern->program = program;
  pattern->pattern = args[0];
  pattern->flags = flags;
  pattern->groups = groups;
  pattern->groupIndex = args[4];
  pattern->indexGroup = as<Tuple>(args[5]);
  pattern->kind = isNone(args[0]) ? 0 : isStr(args[0]) ? 1 : 2;
  return fromObject(pattern);
}

bool character(Thread &t, Value v, int64_t *c) { return toInt64(t, v, c); }
Value unicodeIsCased(Thread &t, const Value *args) {
  int64_t c;
  if (!character(t, args[0], &c))
    return kNoValue;
  return fromBool(uniIs(static_cast<uint32_t>(c), kUniSreCased));
}
Value unicodeToLower(Thread &t, const Value *args) {
  int64_t c;
  if (!character(t, args[0], &c))
    return kNoValue;
  return fromInt(uniSimpleLower(static_cast<uint32_t>(c)));
}
Value asciiIsCased(Thread &t, const Value *args) {
  int64_t c;
  if (!character(t, args[0], &c))
    return kNoValue;
  return fromBool(c < 128 && ((c | 32) >= 'a' && (c | 32) <= 'z'));
}
Value asciiToLower(Thread &t, const Value *args) {
  int64_t c;
  if (!character(t, args[0], &c))
    return kNoValue;
  return fromInt(foldCase(Fold::Ascii, static_cast<uint32_t>(c)));
}
Value getCodeSize(Thread &, const Value *) { return fromInt(4); }

const NativeRow kFunctions[] = {
    {"ascii_iscased", asciiIsCased, "(character, /)", NativeKind::Function},
    {"ascii_tolower", asciiToLower, "(character, /)", NativeKind::Function},
    {"compile", compile, "(pattern, flags, code, groups, groupindex, indexgroup)",
     NativeKind::Function},
    {"getcodesize", getCodeSize, "()", NativeKind::Function},
    {"unicode_iscased", unicodeIsCased, "(character, /)", NativeKind::Function},
    {"unicode_tolower", unicodeToLower, "(character, /)", NativeKind::Function},
    {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) {
  return makeTypes(t, module) && addFunctions(t, module, kFunctions) &&
         addInt(t, module, "MAGIC", 20220615) && addInt(t, module, "CODESIZE", 4) &&
         addInt(t, module, "MAXREPEAT", 4294967295) && addInt(t, module, "MAXGROUPS", 1073741823) &&
         addText(t, module, "copyright", "");
}

} // namespace
} // namespace rt::sre

NATIVE_MODULE_DEFINITION(_sre, "_sre", rt::sre::initialise)
