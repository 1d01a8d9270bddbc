// Exception classes with fields or texts of their own (Library reference, "Built-in Exceptions"):
// StopIteration, SystemExit, KeyError, ImportError, AttributeError, NameError, SyntaxError and the Unicode
// errors. OSError is in OSErrors.cpp, groups in ExceptionGroup.cpp.
#include "runtime-lib/core/Names.h"
#include "runtime-lib/exceptions/ExceptionTypes.h"

#include <cstdio>

namespace rt {

extern const ExceptionClassRow kOSErrorRow; // OSErrors.cpp

namespace {

Value &field(Value self, unsigned index) { return as<ExceptionWithFields>(self)->fields[index]; }
void setField(Value self, unsigned index, Value v) {
  storeField(asObject(self), &field(self, index), v);
}

// --- StopIteration, SystemExit
bool initStopIteration(Thread &t, Value self, const Value *args, size_t n, Tuple *kwNames) {
  if (!initException(t, self, args, n, kwNames)) return false;
  setField(self, 0, n ? args[0] : none());
  return true;
}
bool initSystemExit(Thread &t, Value self, const Value *args, size_t n, Tuple *kwNames) {
  if (!initException(t, self, args, n, kwNames)) return false;
  if (n) setField(self, 0, n == 1 ? args[0] : fromObject(as<Exception>(self)->args));
  return true;
}

// --- Classes whose fields are keyword arguments
/// Stores the keyword arguments into fields first, first + 1, ... by their names.
bool takeKeywords(Thread &t, Value self, Exc base, const Value *values, Tuple *kwNames,
                  std::initializer_list<const char *> names, unsigned first) {
  if (!kwNames) return true;
  const char *className = base == Exc::ImportError      ? "ImportError"
                          : base == Exc::AttributeError ? "AttributeError"
                                                        : "NameError";
  for (int64_t k = 0; k < kwNames->size; k++) {
    unsigned index = first;
    bool found = false;
    for (const char *name : names) {
      if ((found = strEquals(as<Str>(kwNames->items[k]), name))) break;
      index++;
    }
    if (!found && kwNames->size > static_cast<int64_t>(names.size()))
      return raise(t, Msg::TakesAtMost, className, names.size(), "keyword ", names.size() == 1 ? "" : "s", kwNames->size), false;
    if (!found) {
      StrBuilder call(t);
      call.add(className);
      call.add("()");
      raise(t, Msg::KeywordInvalid, kwNames->items[k], fromObject(call.finish()));
      return false;
    }
    setField(self, index, values[k]);
  }
  return true;
}
bool initImportError(Thread &t, Value self, const Value *args, size_t n, Tuple *kwNames) {
  if (!initException(t, self, args, n, nullptr)) return false;
  setField(self, 1, kNoValue), setField(self, 2, kNoValue);
  if (!takeKeywords(t, self, Exc::ImportError, args + n, kwNames, {"name", "path"}, 1)) return false;
  setField(self, 0, n == 1 ? args[0] : kNoValue);
  return true;
}
Value strImportError(Thread &t, Value self) {
  Value message = field(self, 0);
  return ok(message) && isExactly(message, TypeId::Str) ? message : exceptionStr(t, self);
}
/// The state has the name and the path, too.
Value reduceImportError(Thread &t, const Value *args) {
  Value self = args[0], type = fromObject(typeOf(self)), arguments = fromObject(as<Exception>(self)->args);
  Dict *attributes = existingAttributes(t, self);
  Dict *state = TRY(dictNew(t));
  if (attributes && !dictUpdate(t, state, fromObject(attributes))) return kNoValue;
  const std::pair<const char *, Value> parts[] = {{"name", field(self, 1)}, {"path", field(self, 2)}};
  for (auto [name, v] : parts)
    if (ok(v) && !dictSetStr(t, state, internAscii(t, name), v)) return kNoValue;
  if (!dictSize(state)) return fromObject(tupleOf(t, type, arguments));
  return fromObject(tupleOf(t, type, arguments, fromObject(state)));
}
const NativeRow kImportMethods[] = {{"__reduce__", reduceImportError, "($self, /)"}, {nullptr, nullptr, nullptr}};

bool initAttributeError(Thread &t, Value self, const Value *args, size_t n, Tuple *kwNames) {
  return initException(t, self, args, n, nullptr) &&
         takeKeywords(t, self, Exc::AttributeError, args + n, kwNames, {"name", "obj"}, 0);
}
bool initNameError(Thread &t, Value self, const Value *args, size_t n, Tuple *kwNames) {
  return initException(t, self, args, n, nullptr) &&
         takeKeywords(t, self, Exc::NameError, args + n, kwNames, {"name"}, 0);
}

// --- KeyError: str() of a missing key shows its repr, so that '' is visible.
Value strKeyError(Thread &t, Value self) {
  Tuple *args = as<Exception>(self)->args;
  if (args && args->size == 1) return fromObject(repr(t, args->items[0]));
  return exceptionStr(t, self);
}

// --- SyntaxError
bool initSyntaxError(Thread &t, Value self, const Value *args, size_t n, Tuple *kwNames) {
  if (!initException(t, self, args, n, kwNames)) return false;
  if (n >= 1) setField(self, 0, args[0]);
  if (n != 2) return true;
  Tuple *info = TRY(toTuple(t, args[1]));
  int64_t count = info->size;
  if (count < 4 || count > 6 || count == 5) {
    if (count == 5)
      raiseText(t, Exc::TypeError, "end_offset must be provided when end_lineno is provided");
    else if (count < 4)
      raiseAs(t, Exc::TypeError, Msg::FunctionAtLeast, {4, "s", count});
    else
      raiseAs(t, Exc::TypeError, Msg::FunctionAtMost, {6, "s", count});
    return false;
  }
  for (unsigned i = 0; i < 6; i++)
    setField(self, 1 + i, i < count ? info->items[i] : kNoValue);
  return true;
}
Value strSyntaxError(Thread &t, Value self) {
  Value message = ok(field(self, 0)) ? field(self, 0) : none();
  Value fileName = field(self, 1), line = field(self, 2);
  bool hasFile = ok(fileName) && isStr(fileName);
  bool hasLine = ok(line) && isInt(line);
  Str *text = TRY(str(t, message));
  if (!hasFile && !hasLine) return fromObject(text);
  StrBuilder out(t);
  out.add(text);
  out.add(" (");
  if (hasFile) {
    auto *name = as<Str>(fileName);
    int64_t start = 0;
    for (int64_t i = 0; i < name->length; i++)
      if (strAt(name, i) == '/') start = i + 1;
    out.add(strSlice(t, name, start, name->length));
  }
  if (hasLine) {
    char number[40];
    int length = std::snprintf(number, sizeof number, "%sline %lld", hasFile ? ", " : "",
                               static_cast<long long>(asInt(line)));
    out.add(std::string_view(number, static_cast<size_t>(length)));
  }
  out.add(")");
  return fromObject(out.finish());
}

// --- UnicodeEncodeError, UnicodeDecodeError, UnicodeTranslateError
enum class UnicodeKind { Encode, Decode, Translate };
bool wantStr(Thread &t, Value v, int position) {
  if (isStr(v)) return true;
  raise(t, Msg::UnicodeArgumentType, position, "str", typeName(v));
  return false;
}
bool initUnicode(Thread &t, Value self, const Value *args, size_t n, Tuple *kwNames, UnicodeKind kind) {
  if (!initException(t, self, args, n, kwNames)) return false;
  size_t want = kind == UnicodeKind::Translate ? 4 : 5;
  if (n != want) return raise(t, Msg::UnicodeFunctionArguments, want, n), false;
  int position = 1;
  Value fields[5] = {kNoValue};
  if (kind != UnicodeKind::Translate) {
    if (!wantStr(t, *args, position++)) return false;
    fields[0] = *args++;
  }
  fields[1] = *args++;
  if (kind != UnicodeKind::Decode && !wantStr(t, fields[1], position)) return false;
  for (int i = 2; i < 4; i++) {
    int64_t number;
    if (!toSize(t, *args++, &number)) return false;
    fields[i] = intValue(t, number);
  }
  fields[4] = *args;
  if (!wantStr(t, fields[4], position + 3)) return false;
  if (kind == UnicodeKind::Decode && !isBytes(fields[1])) {
    Buffer buffer;
    if (!getBuffer(t, fields[1], &buffer)) return false;
    fields[1] = fromObject(bytesNew(t, buffer.data, buffer.length));
    releaseBuffer(&buffer);
  }
  for (unsigned i = 0; i < 5; i++) setField(self, i, fields[i]);
  return true;
}
bool initUnicodeEncode(Thread &t, Value self, const Value *args, size_t n, Tuple *kwNames) {
  return initUnicode(t, self, args, n, kwNames, UnicodeKind::Encode);
}
bool initUnicodeDecode(Thread &t, Value self, const Value *args, size_t n, Tuple *kwNames) {
  return initUnicode(t, self, args, n, kwNames, UnicodeKind::Decode);
}
bool initUnicodeTranslate(Thread &t, Value self, const Value *args, size_t n, Tuple *kwNames) {
  return initUnicode(t, self, args, n, kwNames, UnicodeKind::Translate);
}
Value strUnicode(Thread &t, Value self, UnicodeKind kind) {
  if (!ok(field(self, 1))) return fromObject(strEmpty()); // __init__ was not called
  Str *reason = TRY(str(t, field(self, 4)));
  int64_t start = isInt(field(self, 2)) ? asInt(field(self, 2)) : 0;
  int64_t end = isInt(field(self, 3)) ? asInt(field(self, 3)) : 0;
  StrBuilder out(t);
  if (kind != UnicodeKind::Translate) {
    Str *encoding = TRY(str(t, field(self, 0)));
    out.add("'");
    out.add(encoding);
    out.add("' codec ");
  }
  char text[96];
  int64_t length = kind == UnicodeKind::Decode ? as<Bytes>(field(self, 1))->length
                                               : as<Str>(field(self, 1))->length;
  bool single = start >= 0 && start < length && end == start + 1;
  const char *verb = kind == UnicodeKind::Encode ? "encode" : "translate";
  auto at = static_cast<long long>(start), last = static_cast<long long>(end - 1);
  int n;
  if (kind == UnicodeKind::Decode && single)
    n = std::snprintf(text, sizeof text, "can't decode byte 0x%02x in position %lld: ",
                      as<Bytes>(field(self, 1))->data[start], at);
  else if (kind == UnicodeKind::Decode)
    n = std::snprintf(text, sizeof text, "can't decode bytes in position %lld-%lld: ", at, last);
  else if (single) {
    uint32_t point = strAt(as<Str>(field(self, 1)), start);
    const char *format = point <= 0xff     ? "can't %s character '\\x%02x' in position %lld: "
                         : point <= 0xffff ? "can't %s character '\\u%04x' in position %lld: "
                                           : "can't %s character '\\U%08x' in position %lld: ";
    n = std::snprintf(text, sizeof text, format, verb, point, at);
  } else
    n = std::snprintf(text, sizeof text, "can't %s characters in position %lld-%lld: ", verb, at, last);
  out.add(std::string_view(text, static_cast<size_t>(n)));
  out.add(reason);
  return fromObject(out.finish());
}
Value strUnicodeEncode(Thread &t, Value self) { return strUnicode(t, self, UnicodeKind::Encode); }
Value strUnicodeDecode(Thread &t, Value self) { return strUnicode(t, self, UnicodeKind::Decode); }
Value strUnicodeTranslate(Thread &t, Value self) {
  return strUnicode(t, self, UnicodeKind::Translate);
}

#define FIELD(Name, Index) {Name, exceptionFieldOffset(Index), false, false}
#define END {nullptr, 0}
const MemberRow kValueField[] = {FIELD("value", 0), END}, kCodeField[] = {FIELD("code", 0), END},
                kImportFields[] = {FIELD("msg", 0), FIELD("name", 1), FIELD("path", 2), END},
                kAttributeFields[] = {FIELD("name", 0), FIELD("obj", 1), END},
                kNameField[] = {FIELD("name", 0), END},
                kSyntaxFields[] = {FIELD("msg", 0),        FIELD("filename", 1),
                                   FIELD("lineno", 2),     FIELD("offset", 3),
                                   FIELD("text", 4),       FIELD("end_lineno", 5),
                                   FIELD("end_offset", 6), FIELD("print_file_and_line", 7),
                                   END},
                kUnicodeFields[] = {FIELD("encoding", 0), FIELD("object", 1), FIELD("start", 2),
                                    FIELD("end", 3),      FIELD("reason", 4), END};
#undef FIELD
#undef END

const ExceptionClassRow kRows[] = {
    {Exc::StopIteration, 1, initStopIteration, nullptr, nullptr, kValueField},
    {Exc::SystemExit, 1, initSystemExit, nullptr, nullptr, kCodeField},
    {Exc::ImportError, 3, initImportError, nullptr, strImportError, kImportFields, kImportMethods},
    {Exc::AttributeError, 2, initAttributeError, nullptr, nullptr, kAttributeFields},
    {Exc::NameError, 1, initNameError, nullptr, nullptr, kNameField},
    {Exc::KeyError, 0, nullptr, nullptr, strKeyError},
    {Exc::SyntaxError, 8, initSyntaxError, nullptr, strSyntaxError, kSyntaxFields},
    {Exc::UnicodeEncodeError, 5, initUnicodeEncode, nullptr, strUnicodeEncode, kUnicodeFields},
    {Exc::UnicodeDecodeError, 5, initUnicodeDecode, nullptr, strUnicodeDecode, kUnicodeFields},
    {Exc::UnicodeTranslateError, 5, initUnicodeTranslate, nullptr, strUnicodeTranslate, kUnicodeFields},
};

} // namespace

const ExceptionClassRow *specialExceptionRow(Exc id) {
  if (id == Exc::OSError) return &kOSErrorRow;
  for (const ExceptionClassRow &row : kRows)
    if (row.id == id) return &row;
  return nullptr;
}

} // namespace rt
