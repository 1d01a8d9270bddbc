// _json.make_scanner: parses one value of a text. Where a value should be and is none, StopIteration
// carries the position, which json.decoder turns into its error.
#include "runtime-lib/modules/json/Json.h"

#include <cmath>
#include <charconv>
#include <string>

namespace rt::json {

namespace {

struct Scanner : Object {
  Value objectHook, pairsHook, parseFloat, parseInt, parseConstant;
  Value strictValue;
  Dict *memo; // equal keys of one text are one object
};
Type *scannerType;

class Parser {
public:
  Parser(Thread &t, Scanner *s, Str *text, bool strict) : t_(t), s_(s), text_(text), strict_(strict) {}
  /// The value at *position, which moves behind it.
  Value parse(int64_t *position);

private:
  bool at(int64_t i, uint32_t c) const { return i < text_->length && strAt(text_, i) == c; }
  bool digitAt(int64_t i) const { return i < text_->length && strAt(text_, i) - '0' < 10; }
  bool startsWith(int64_t i, std::string_view word) const {
    if (i + static_cast<int64_t>(word.size()) > text_->length) return false;
    for (size_t k = 0; k < word.size(); k++)
      if (strAt(text_, i + static_cast<int64_t>(k)) != static_cast<uint8_t>(word[k])) return false;
    return true;
  }
  int64_t skipSpace(int64_t i) const {
    while (at(i, ' ') || at(i, '\t') || at(i, '\n') || at(i, '\r')) i++;
    return i;
  }
  Value stop(int64_t i) { return raiseValue(t_, Exc::StopIteration, intValue(t_, i)); }
  Value word(int64_t *position, std::string_view text, Value v) {
    *position += static_cast<int64_t>(text.size());
    return v;
  }
  Value constant(int64_t *position, std::string_view text) {
    *position += static_cast<int64_t>(text.size());
    return callWith(t_, s_->parseConstant, fromObject(strFromAscii(t_, text)));
  }
  Value parseObject(int64_t *position);
  Value parseMembers(int64_t *position, Dict *dict, List *pairs);
  Value parseArray(int64_t *position);
  Value parseNumber(int64_t *position);

  Thread &t_;
  Scanner *s_;
  Str *text_;
  bool strict_;
};

Value Parser::parse(int64_t *position) {
  const int64_t i = *position;
  if (i >= text_->length) return stop(i);
  switch (strAt(text_, i)) {
  case '"': {
    ++*position;
    return fromObject(scanString(t_, text_, position, strict_));
  }
  case '{': {
    if (!enterRecursion(t_, " while decoding a JSON object from a unicode string")) return kNoValue;
    ++*position;
    Value v = parseObject(position);
    leaveRecursion(t_);
    return v;
  }
  case '[': {
    if (!enterRecursion(t_, " while decoding a JSON array from a unicode string")) return kNoValue;
    ++*position;
    Value v = parseArray(position);
    leaveRecursion(t_);
    return v;
  }
  case 'n':
    if (startsWith(i, "null")) return word(position, "null", none());
    break;
  case 't':
    if (startsWith(i, "true")) return word(position, "true", fromBool(true));
    break;
  case 'f':
    if (startsWith(i, "false")) return word(position, "false", fromBool(false));
    break;
  case 'N':
    if (startsWith(i, "NaN")) return constant(position, "NaN");
    break;
  case 'I':
    if (startsWith(i, "Infinity")) return constant(position, "Infinity");
    break;
  case '-':
    if (startsWith(i, "-Infinity")) return constant(position, "-Infinity");
    break;
  default: break;
  }
  return parseNumber(position);
}

/// The members behind "{" up to "}", into the dict or the list.
Value Parser::parseMembers(int64_t *position, Dict *dict, List *pairs) {
  int64_t i = skipSpace(*position);
  if (!at(i, '}'))
    for (;;) {
      if (!at(i, '"')) return raiseDecodeError(t_, "Expecting property name enclosed in double quotes", text_, i);
      i++;
      Value key = fromObject(TRY(scanString(t_, text_, &i, strict_))), known = kNoValue;
      Found found = dictFind(t_, s_->memo, key, &known);
      if (found == Found::Error || (found == Found::No && !dictSet(t_, s_->memo, key, key))) return kNoValue;
      if (found == Found::Yes) key = known;
      i = skipSpace(i);
      if (!at(i, ':')) return raiseDecodeError(t_, "Expecting ':' delimiter", text_, i);
      i = skipSpace(i + 1);
      Value v = TRY(parse(&i));
      if (pairs ? !listAppend(t_, pairs, fromObject(tupleOf(t_, key, v))) : !dictSet(t_, dict, key, v)) return kNoValue;
      i = skipSpace(i);
      if (at(i, '}')) break;
      if (!at(i, ',')) return raiseDecodeError(t_, "Expecting ',' delimiter", text_, i);
      i = skipSpace(i + 1);
    }
  *position = i + 1;
  return none();
}
Value Parser::parseObject(int64_t *position) {
  if (!isNone(s_->pairsHook)) {
    List *pairs = listNew(t_);
    TRY(parseMembers(position, nullptr, pairs));
    return callWith(t_, s_->pairsHook, fromObject(pairs));
  }
  Dict *dict = dictNew(t_);
  TRY(parseMembers(position, dict, nullptr));
  return isNone(s_->objectHook) ? fromObject(dict) : callWith(t_, s_->objectHook, fromObject(dict));
}
Value Parser::parseArray(int64_t *position) {
  List *list = listNew(t_);
  int64_t i = skipSpace(*position);
  if (!at(i, ']'))
    for (;;) {
      Value v = TRY(parse(&i));
      if (!listAppend(t_, list, v)) return kNoValue;
      i = skipSpace(i);
      if (at(i, ']')) break;
      if (!at(i, ',')) return raiseDecodeError(t_, "Expecting ',' delimiter", text_, i);
      i = skipSpace(i + 1);
    }
  *position = i + 1;
  return fromObject(list);
}
Value Parser::parseNumber(int64_t *position) {
  const int64_t start = *position;
  int64_t i = start + at(start, '-');
  if (at(i, '0')) i++;
  else if (digitAt(i))
    while (digitAt(i)) i++;
  else return stop(start);
  bool isFloat = false;
  if (at(i, '.') && digitAt(i + 1)) {
    isFloat = true;
    for (i += 2; digitAt(i);) i++;
  }
  if (at(i, 'e') || at(i, 'E')) {
    int64_t k = i + 1 + (at(i + 1, '-') || at(i + 1, '+'));
    if (digitAt(k)) {
      isFloat = true;
      for (i = k; digitAt(i);) i++;
    }
  }
  *position = i;
  std::string digits;
  for (int64_t k = start; k < i; k++) digits += static_cast<char>(strAt(text_, k));
  const bool plain = same(isFloat ? s_->parseFloat : s_->parseInt, fromObject(builtinType(isFloat ? TypeId::Float : TypeId::Int)));
  if (!plain) return callWith(t_, isFloat ? s_->parseFloat : s_->parseInt, fromObject(strFromAscii(t_, digits)));
  if (!isFloat) {
    int64_t n;
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), n);
    return error == std::errc() ? intValue(t_, n) : intFromText(t_, strFromAscii(t_, digits), 10);
  }
  double d;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), d);
  return error == std::errc() ? floatValue(t_, d) : floatFromText(t_, strFromAscii(t_, digits));
}

Value scanOnce(Thread &t, const Value *a) {
  auto *s = as<Scanner>(a[0]);
  int64_t position;
  if (!toSize(t, a[2], &position) || !strArgument(t, a[1])) return kNoValue;
  if (position < 0) return raiseText(t, Exc::ValueError, "idx cannot be negative");
  int strict = truth(t, s->strictValue);
  if (strict < 0) return kNoValue;
  Value v = Parser(t, s, as<Str>(a[1]), strict).parse(&position);
  dictClear(t, s->memo);
  return ok(v) ? fromObject(tupleOf(t, v, intValue(t, position))) : kNoValue;
}
constexpr NativeRow kCall{"scan_once", scanOnce, "($self, string, idx)"};

Value create(Thread &t, const Value *a) {
  auto *s = reinterpret_cast<Scanner *>(allocateInstance(t, as<Type>(a[0])));
  s->memo = dictNew(t);
  Value strict = TRY(getAttribute(t, a[1], internAscii(t, "strict")));
  int isStrict = truth(t, strict);
  if (isStrict < 0) return kNoValue;
  s->strictValue = fromBool(isStrict);
  const struct {
    const char *name;
    Value *place;
  } rows[] = {{"object_hook", &s->objectHook},
              {"object_pairs_hook", &s->pairsHook},
              {"parse_float", &s->parseFloat},
              {"parse_int", &s->parseInt},
              {"parse_constant", &s->parseConstant}};
  for (auto &row : rows) *row.place = TRY(getAttribute(t, a[1], internAscii(t, row.name)));
  return fromObject(s);
}
constexpr NativeRow kCreate{"make_scanner", create, "($type, context)"};

const MemberRow kMembers[] = {{"strict", offsetof(Scanner, strictValue)},
                              {"object_hook", offsetof(Scanner, objectHook)},
                              {"object_pairs_hook", offsetof(Scanner, pairsHook)},
                              {"parse_float", offsetof(Scanner, parseFloat)},
                              {"parse_int", offsetof(Scanner, parseInt)},
                              {"parse_constant", offsetof(Scanner, parseConstant)},
                              {nullptr, 0}};

} // namespace

bool addScanner(Thread &t, Value module) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeSubclassable;
  spec.instanceSize = sizeof(Scanner);
  spec.trace = [](Object *o, Tracer &tracer) {
    auto *s = static_cast<Scanner *>(o);
    tracer.range(&s->objectHook, 6);
    tracer.pointer(s->memo);
  };
  spec.fillSlots = [](Slots &s) {
    s.create = createBy<kCreate>;
    s.call = callBy<kCall>;
  };
  spec.members = kMembers;
  scannerType = makeNativeType(t, "_json", "Scanner", builtinType(TypeId::Object), spec);
  addRoot(&scannerType);
  return scannerType && addValue(t, module, "make_scanner", fromObject(scannerType));
}

} // namespace rt::json
