// The codec registry: search functions, the cache of what they found, and error handlers. The
// search function of the `encodings` package is asked first; the package is imported at the first
// need, if the program has it.
#include "runtime-lib/modules/codecs/Registry.h"

#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/codecs/Coding.h"

#include <string>

namespace rt {

// modules/Import.h
Value importModule(Thread &, Str *absoluteName);
bool programHasModule(Thread &, Str *absoluteName);
namespace {

List *searchFunctions;
Dict *codecCache, *errorHandlers;
bool encodingsAsked;

template <ErrorMode mode> Value standardHandler(Thread &t, const Value *args) {
  return standardErrorHandler(t, mode, args[0]);
}
const NativeRow kHandlers[] = {
    {"strict_errors", standardHandler<ErrorMode::Strict>, "(exception, /)", NativeKind::Function},
    {"ignore_errors", standardHandler<ErrorMode::Ignore>, "(exception, /)", NativeKind::Function},
    {"replace_errors", standardHandler<ErrorMode::Replace>, "(exception, /)", NativeKind::Function},
    {"xmlcharrefreplace_errors", standardHandler<ErrorMode::XmlCharRefReplace>, "(exception, /)",
     NativeKind::Function},
    {"backslashreplace_errors", standardHandler<ErrorMode::BackslashReplace>, "(exception, /)",
     NativeKind::Function},
    {"namereplace_errors", standardHandler<ErrorMode::NameReplace>, "(exception, /)",
     NativeKind::Function},
    {"surrogatepass", standardHandler<ErrorMode::SurrogatePass>, "(exception, /)",
     NativeKind::Function},
    {"surrogateescape", standardHandler<ErrorMode::SurrogateEscape>, "(exception, /)",
     NativeKind::Function},
};
constexpr const char *kHandlerNames[] = {
    "strict",           "ignore",      "replace",       "xmlcharrefreplace",
    "backslashreplace", "namereplace", "surrogatepass", "surrogateescape"};

bool ensureTables(Thread &t) {
  if (errorHandlers)
    return true;
  addRoot(&searchFunctions);
  addRoot(&codecCache);
  addRoot(&errorHandlers);
  searchFunctions = TRY(listNew(t));
  codecCache = TRY(dictNew(t));
  errorHandlers = TRY(dictNew(t));
  for (size_t i = 0; i < std::size(kHandlers); i++) {
    Value function = TRY(makeNativeFunction(t, &kHandlers[i], kNoValue, nullptr));
    if (!dictSetStr(t, errorHandlers, internAscii(t, kHandlerNames[i]), function))
      return false;
  }
  return true;
}

// Lower case, spaces as underscores? CPython keeps hyphens: "UTF 8" -> "utf_8", "ISO-8859-2" ->
// "iso_8859_2".
Str *normalised(Thread &t, Str *encoding) {
  StrBuilder out(t);
  bool gap = false;
  for (int64_t i = 0; i < encoding->length; i++) {
    uint32_t c = strAt(encoding, i);
    bool word =
        c < 128 && ((c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '.');
    if (!word) {
      gap = gap || c < 128;
      continue;
    }
    if (gap && out.length() > 0)
      out.addPoint('_');
    gap = false;
    out.addPoint(c >= 'A' && c <= 'Z' ? c + 32 : c);
  }
  return out.finish();
}

} // namespace

bool registerSearchFunction(Thread &t, Value function) {
  if (!ensureTables(t))
    return false;
  if (!isCallable(function))
    return ok(raise(t, Msg::ArgumentMustBeCallable));
  return listAppend(t, searchFunctions, function);
}

bool unregisterSearchFunction(Thread &t, Value function) {
  if (!ensureTables(t))
    return false;
  for (int64_t i = 0; i < searchFunctions->size; i++) {
    if (!same(searchFunctions->array->items[i], function))
      continue;
    for (int64_t k = i + 1; k < searchFunctions->size; k++)
      searchFunctions->array->items[k - 1] = searchFunctions->array->items[k];
    searchFunctions->array->items[--searchFunctions->size] = kNoValue;
    dictClear(t, codecCache);
    break;
  }
  return true;
}

bool forgetCodec(Thread &t, Str *encoding) {
  return ensureTables(t) &&
         dictRemove(t, codecCache, fromObject(TRY(normalised(t, encoding)))) != Found::Error;
}

Value codecLookup(Thread &t, Str *encoding) {
  if (!ensureTables(t))
    return kNoValue;
  Str *name = strIntern(t, TRY(normalised(t, encoding)));
  Value found = dictGetStr(codecCache, name);
  if (ok(found))
    return found;
  if (!encodingsAsked) {
    encodingsAsked = true;
    Str *package = internAscii(t, "encodings");
    if (programHasModule(t, package) && !ok(importModule(t, package)))
      return kNoValue;
  }
  for (int64_t i = 0; i < searchFunctions->size; i++) {
    Value info = TRY(callWith(t, searchFunctions->array->items[i], fromObject(name)));
    if (isNone(info))
      continue;
    if (!isTuple(info) || as<Tuple>(info)->size != 4)
      return raise(t, Msg::CodecSearchResult);
    if (!dictSetStr(t, codecCache, name, info))
      return kNoValue;
    return info;
  }
  return raise(t, Msg::UnknownEncoding, fromObject(encoding));
}

std::string codecFailure(Thread &t, int index, Str *encoding) {
  std::string what = index ? "decoding with '" : "encoding with '";
  return what + std::string(strUtf8(t, encoding)) + "' codec failed";
}

Value callCodec(Thread &t, Value function, int index, Str *encoding, Value input, Str *errors) {
  Value result =
      errors ? callWith(t, function, input, fromObject(errors)) : callWith(t, function, input);
  if (!ok(result)) {
    chainFailure(t, codecFailure(t, index, encoding));
    return kNoValue;
  }
  if (!isTuple(result) || as<Tuple>(result)->size != 2)
    return raise(t, index ? Msg::DecoderTuple : Msg::EncoderTuple);
  return as<Tuple>(result)->items[0];
}

Value lookupErrorHandler(Thread &t, const char *name) {
  if (!ensureTables(t))
    return kNoValue;
  Value found = dictGetStr(errorHandlers, strFromUtf8(t, name ? name : "strict"));
  return ok(found) ? found : raise(t, Msg::UnknownErrorHandler, name);
}

bool registerErrorHandler(Thread &t, Str *name, Value handler) {
  if (!ensureTables(t))
    return false;
  if (!isCallable(handler))
    return ok(raise(t, Msg::HandlerMustBeCallable));
  return dictSetStr(t, errorHandlers, strIntern(t, name), handler);
}

} // namespace rt
