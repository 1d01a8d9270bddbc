// The module unicodedata (Unicode 14) and its object ucd_3_2_0.
#include "runtime-lib/modules/ModuleSupport.h"
#include "runtime-lib/modules/unicodedata/Unicodedata.h"
#include "runtime-lib/objects/str/Str.h"
#include "runtime-lib/objects/unicode/Unicode.h"
#include "runtime-lib/objects/unicode/UnicodeNames.h"

namespace rt::unicodedata {
namespace {

Type *ucdType;

// Every function exists twice: args of the module's begin with the character, those of the UCD
// object with self.
bool character(Thread &t, Value v, const char *function, const char *position, uint32_t *out) {
  if (!isStr(v))
    return ok(raise(t, Msg::UcdMustBeChar, function, position, typeName(v)));
  if (as<Str>(v)->length != 1)
    return ok(raise(t, Msg::UcdMustBeChar, function, position, typeName(v)));
  *out = strAt(as<Str>(v), 0);
  return true;
}
Value text(Thread &t, std::string_view s) { return fromObject(internAscii(t, s)); }
bool assignedIn32(uint32_t c) { return std::string_view(propertiesOf(c, true).category) != "Cn"; }

template <bool old> Value category(Thread &t, const Value *args) {
  uint32_t c;
  if (!character(t, args[old], "category", "argument", &c))
    return kNoValue;
  return text(t, propertiesOf(c, old).category);
}
template <bool old> Value bidirectional(Thread &t, const Value *args) {
  uint32_t c;
  if (!character(t, args[old], "bidirectional", "argument", &c))
    return kNoValue;
  return text(t, propertiesOf(c, old).bidirectional);
}
template <bool old> Value combining(Thread &t, const Value *args) {
  uint32_t c;
  if (!character(t, args[old], "combining", "argument", &c))
    return kNoValue;
  return fromInt(propertiesOf(c, old).combining);
}
template <bool old> Value eastAsianWidth(Thread &t, const Value *args) {
  uint32_t c;
  if (!character(t, args[old], "east_asian_width", "argument", &c))
    return kNoValue;
  return text(t, propertiesOf(c, old).eastAsianWidth);
}
template <bool old> Value mirrored(Thread &t, const Value *args) {
  uint32_t c;
  if (!character(t, args[old], "mirrored", "argument", &c))
    return kNoValue;
  return fromInt(propertiesOf(c, old).mirrored);
}
template <bool old> Value decomposition(Thread &t, const Value *args) {
  uint32_t c;
  if (!character(t, args[old], "decomposition", "argument", &c))
    return kNoValue;
  return fromObject(TRY(strFromAscii(t, decompositionText(c, old))));
}
Value missing(Thread &t, Value fallback, Msg message) {
  return ok(fallback) ? fallback : raise(t, message);
}
template <bool old> Value decimal(Thread &t, const Value *args) {
  uint32_t c;
  if (!character(t, args[old], "decimal", "argument 1", &c))
    return kNoValue;
  int n = old && !assignedIn32(c) ? -1 : uniDecimal(c);
  return n < 0 ? missing(t, args[old + 1], Msg::UcdNotDecimal) : fromInt(n);
}
template <bool old> Value digit(Thread &t, const Value *args) {
  uint32_t c;
  if (!character(t, args[old], "digit", "argument 1", &c))
    return kNoValue;
  int n = old && !assignedIn32(c) ? -1 : uniRecord(c).digit;
  return n < 0 ? missing(t, args[old + 1], Msg::UcdNotDigit) : fromInt(n);
}
template <bool old> Value numeric(Thread &t, const Value *args) {
  uint32_t c;
  double n;
  if (!character(t, args[old], "numeric", "argument 1", &c))
    return kNoValue;
  if ((old && !assignedIn32(c)) || !uniNumeric(c, &n))
    return missing(t, args[old + 1], Msg::UcdNotNumeric);
  return floatValue(t, n);
}
template <bool old> Value name(Thread &t, const Value *args) {
  uint32_t c;
  std::string found;
  if (!character(t, args[old], "name", "argument 1", &c))
    return kNoValue;
  if ((old && !assignedIn32(c)) || !nameOf(c, &found))
    return missing(t, args[old + 1], Msg::UcdNoName);
  return fromObject(TRY(strFromAscii(t, found)));
}
template <bool old> Value lookup(Thread &t, const Value *args) {
  Value v = args[old];
  if (!isStr(v))
    return raise(t, Msg::SingleArgumentMustBeStr, "lookup", argumentTypeName(v));
  std::string_view wanted = strUtf8(t, as<Str>(v));
  const FoundName found = lookUpName(wanted);
  // Unicode 3.2 has neither aliases nor named sequences.
  if (found.kind == FoundName::Kind::None ||
      (old && (found.kind != FoundName::Kind::Name || !assignedIn32(found.text[0]))))
    return raise(t, Msg::UcdUndefinedName, wanted);
  Str *text = TRY(strFromCodePoints(t, found.text.data(), static_cast<int64_t>(found.text.size())));
  return fromObject(text);
}

bool parseForm(Thread &t, Value v, bool *composed, bool *compatible) {
  if (!isStr(v))
    return ok(raise(t, Msg::ArgumentMustBeStr, "normalize", 1, argumentTypeName(v)));
  Str *form = as<Str>(v);
  *composed = strEquals(form, "NFC") || strEquals(form, "NFKC");
  *compatible = strEquals(form, "NFKC") || strEquals(form, "NFKD");
  return *composed || *compatible || strEquals(form, "NFD") || ok(raise(t, Msg::UcdInvalidForm));
}
Str *normalised(Thread &t, Str *s, bool composed, bool compatible, bool old) {
  if (strIsAscii(s))
    return s;
  std::vector<uint32_t> points;
  points.reserve(static_cast<size_t>(s->length) + 16);
  for (int64_t i = 0; i < s->length; i++)
    decompose(&points, strAt(s, i), compatible, old);
  orderMarks(&points, old);
  if (composed)
    compose(&points, old);
  return strFromCodePoints(t, points.data(), static_cast<int64_t>(points.size()));
}
template <bool old> Value normalize(Thread &t, const Value *args) {
  bool composed, compatible;
  if (!parseForm(t, args[old], &composed, &compatible))
    return kNoValue;
  if (!isStr(args[old + 1]))
    return raise(t, Msg::ArgumentMustBeStr, "normalize", 2, argumentTypeName(args[old + 1]));
  return fromObject(TRY(normalised(t, as<Str>(args[old + 1]), composed, compatible, old)));
}
template <bool old> Value isNormalized(Thread &t, const Value *args) {
  bool composed, compatible;
  if (!parseForm(t, args[old], &composed, &compatible))
    return kNoValue;
  if (!isStr(args[old + 1]))
    return raise(t, Msg::ArgumentMustBeStr, "is_normalized", 2, argumentTypeName(args[old + 1]));
  Str *s = as<Str>(args[old + 1]);
  return fromBool(strEqual(s, TRY(normalised(t, s, composed, compatible, old))));
}

#define UCD_ROWS(old, kind, self)                                                                  \
  {"bidirectional", bidirectional<old>, "(" self "chr, /)", kind},                                 \
      {"category", category<old>, "(" self "chr, /)", kind},                                       \
      {"combining", combining<old>, "(" self "chr, /)", kind},                                     \
      {"decimal", decimal<old>, "(" self "chr, default=None, /)", kind},                           \
      {"decomposition", decomposition<old>, "(" self "chr, /)", kind},                             \
      {"digit", digit<old>, "(" self "chr, default=None, /)", kind},                               \
      {"east_asian_width", eastAsianWidth<old>, "(" self "chr, /)", kind},                         \
      {"is_normalized", isNormalized<old>, "(" self "form, unistr, /)", kind},                     \
      {"lookup", lookup<old>, "(" self "name, /)", kind},                                          \
      {"mirrored", mirrored<old>, "(" self "chr, /)", kind},                                       \
      {"name", name<old>, "(" self "chr, default=None, /)", kind},                                 \
      {"normalize", normalize<old>, "(" self "form, unistr, /)", kind},                            \
      {"numeric", numeric<old>, "(" self "chr, default=None, /)", kind}, {                         \
    nullptr, nullptr, nullptr                                                                      \
  }
const NativeRow kFunctions[] = {UCD_ROWS(false, NativeKind::Function, "")};
const NativeRow kMethods[] = {UCD_ROWS(true, NativeKind::Method, "$self, ")};
Value oldVersion(Thread &t, Value) { return text(t, "3.2.0"); }
const GetSetRow kGetSets[] = {{"unidata_version", oldVersion}, {nullptr, nullptr}};

bool initialise(Thread &t, Value module) {
  unicodeNameHooks = {nameOf, findName};
  if (!addFunctions(t, module, kFunctions) || !addText(t, module, "unidata_version", "14.0.0"))
    return false;
  ucdType = makeNativeType(t, "unicodedata", "UCD", nullptr,
                           TypeSpec{.id = TypeId::Object,
                                    .flags = kTypeImmutable | kTypeNoCreate,
                                    .instanceSize = sizeof(Object),
                                    .methods = kMethods,
                                    .getSets = kGetSets});
  if (!ucdType)
    return false;
  addRoot(&ucdType);
  Object *old = allocateInstance(t, ucdType);
  return old && addValue(t, module, "UCD", fromObject(ucdType)) &&
         addValue(t, module, "ucd_3_2_0", fromObject(old));
}

} // namespace
} // namespace rt::unicodedata

NATIVE_MODULE_DEFINITION(unicodedata, "unicodedata", rt::unicodedata::initialise)
