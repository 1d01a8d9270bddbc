// The _csv module: dialects and their registry. Reader.cpp and Writer.cpp do the work.
#include "runtime-lib/modules/csv/Csv.h"

#include <string>

namespace rt::csv {

Type *dialectType, *errorType;
int64_t fieldLimit = 128 * 1024;

namespace {

Dict *registry;

bool character(Thread &t, const char *name, Value v, bool optional, uint32_t *out) {
  if (optional && isNone(v)) {
    *out = 0;
    return true;
  }
  if (!isStr(v)) {
    raise(t, optional ? Msg::CsvCharacterOrNone : Msg::CsvCharacterType, name, typeName(v));
    return false;
  }
  if (as<Str>(v)->length != 1) {
    if (optional && as<Str>(v)->length == 0) {
      *out = 0;
      return true;
    }
    raise(t, Msg::CsvCharacter, name);
    return false;
  }
  *out = strAt(as<Str>(v), 0);
  return true;
}

bool boolean(Thread &t, Value v, bool *out) {
  int r = truth(t, v);
  *out = r > 0;
  return r >= 0;
}

bool assign(Thread &t, Dialect *d, Str *name, Value v) {
  if (strEquals(name, "delimiter"))
    return character(t, "delimiter", v, false, &d->delimiter);
  if (strEquals(name, "quotechar"))
    return character(t, "quotechar", v, true, &d->quote);
  if (strEquals(name, "escapechar"))
    return character(t, "escapechar", v, true, &d->escape);
  if (strEquals(name, "doublequote"))
    return boolean(t, v, &d->doubleQuote);
  if (strEquals(name, "skipinitialspace"))
    return boolean(t, v, &d->skipInitialSpace);
  if (strEquals(name, "strict"))
    return boolean(t, v, &d->strict);
  if (strEquals(name, "quoting")) {
    int64_t n;
    if (!isExactly(v, TypeId::Int))
      return raise(t, Msg::CsvQuotingType), false;
    if (!toInt64(t, v, &n))
      return false;
    if (n < kMinimal || n > kNone)
      return raise(t, Msg::CsvBadQuoting), false;
    d->quoting = static_cast<int>(n);
    return true;
  }
  if (strEquals(name, "lineterminator")) {
    if (!isStr(v))
      return raise(t, Msg::CsvCharacterType, "lineterminator", typeName(v)), false;
    storeField(d, &d->lineTerminator, v);
    return true;
  }
  raiseText(t, Exc::TypeError,
            "'" + std::string(strUtf8(t, name)) +
                "' is an invalid keyword argument for this function");
  return false;
}

const char *const kAttributes[] = {"delimiter", "doublequote", "escapechar",       "lineterminator",
                                   "quotechar", "quoting",     "skipinitialspace", "strict"};

Value lookUp(Thread &t, Value name) {
  Value found = kNoValue;
  if (dictFind(t, registry, name, &found) == Found::Error)
    return kNoValue;
  return ok(found) ? found : raiseError(t, "unknown dialect");
}

Value createDialect(Thread &t, Type *type, const Value *args, size_t n, Tuple *kwNames) {
  Value base = n ? args[0] : none();
  if (typeOf(base) == dialectType && !kwNames)
    return base;
  Dialect *d = makeDialect(t, type, base, args + n, kwNames);
  return d ? fromObject(d) : kNoValue;
}

template <uint32_t Dialect::*member> Value getCharacter(Thread &t, Value self) {
  uint32_t c = as<Dialect>(self)->*member;
  return c ? fromObject(strFromCodePoint(t, c)) : none();
}
template <bool Dialect::*member> Value getBool(Thread &, Value self) {
  return fromBool(as<Dialect>(self)->*member);
}
Value getTerminator(Thread &, Value self) { return as<Dialect>(self)->lineTerminator; }
Value getQuoting(Thread &, Value self) { return fromInt(as<Dialect>(self)->quoting); }
const GetSetRow kDialectGetSets[] = {{"delimiter", getCharacter<&Dialect::delimiter>},
                                     {"quotechar", getCharacter<&Dialect::quote>},
                                     {"escapechar", getCharacter<&Dialect::escape>},
                                     {"doublequote", getBool<&Dialect::doubleQuote>},
                                     {"skipinitialspace", getBool<&Dialect::skipInitialSpace>},
                                     {"strict", getBool<&Dialect::strict>},
                                     {"lineterminator", getTerminator},
                                     {"quoting", getQuoting},
                                     {nullptr, nullptr}};

Value registerDialect(Thread &t, const Value *a) {
  if (!isStr(a[0]))
    return raise(t, Msg::CsvDialectName);
  Dialect *d = dialectOf(t, a[1], a[2]);
  if (!d || !dictSet(t, registry, a[0], fromObject(d)))
    return kNoValue;
  return none();
}
Value unregisterDialect(Thread &t, const Value *a) {
  Found found = dictRemove(t, registry, a[0]);
  if (found == Found::No)
    return raiseError(t, "unknown dialect");
  return found == Found::Yes ? none() : kNoValue;
}
Value getDialect(Thread &t, const Value *a) { return lookUp(t, a[0]); }
Value listDialects(Thread &t, const Value *) {
  List *keys = toList(t, fromObject(registry));
  return keys ? fromObject(keys) : kNoValue;
}
Value limit(Thread &t, const Value *a) {
  int64_t old = fieldLimit;
  if (ok(a[0])) {
    if (!isExactly(a[0], TypeId::Int))
      return raise(t, Msg::CsvLimitType);
    if (!toInt64(t, a[0], &fieldLimit))
      return kNoValue;
  }
  return intValue(t, old);
}

const NativeRow kFunctions[] = {
    {"register_dialect", registerDialect, "(name, /, dialect=None, **fmtparams)",
     NativeKind::Function},
    {"unregister_dialect", unregisterDialect, "(name)", NativeKind::Function},
    {"get_dialect", getDialect, "(name)", NativeKind::Function},
    {"list_dialects", listDialects, "()", NativeKind::Function},
    {"field_size_limit", limit, "(limit=None, /)", NativeKind::Function},
    {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) {
  errorType = addException(t, module, "Error", exceptionType(Exc::Exception));
  addRoot(&errorType);
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeSubclassable;
  spec.instanceSize = sizeof(Dialect);
  spec.doc = "CSV dialect\n\nThe Dialect type records CSV dialect options.";
  spec.trace = [](Object *o, Tracer &tracer) {
    tracer.value(static_cast<Dialect *>(o)->lineTerminator);
  };
  spec.fillSlots = [](Slots &s) { s.create = createDialect; };
  spec.getSets = kDialectGetSets;
  dialectType = addType(t, module, "Dialect", spec);
  addRoot(&dialectType);
  registry = dictNew(t);
  addRoot(&registry);
  return errorType && dialectType && addValue(t, module, "_dialects", fromObject(registry)) &&
         addFunctions(t, module, kFunctions) && addReader(t, module) && addWriter(t, module) &&
         addText(t, module, "__version__", "1.0") && addInt(t, module, "QUOTE_MINIMAL", kMinimal) &&
         addInt(t, module, "QUOTE_ALL", kAll) &&
         addInt(t, module, "QUOTE_NONNUMERIC", kNonNumeric) &&
         addInt(t, module, "QUOTE_NONE", kNone);
}

} // namespace

Value raiseError(Thread &t, std::string_view text) { return raiseNew(t, errorType, text); }

Dialect *makeDialect(Thread &t, Type *type, Value base, const Value *keywordValues,
                     Tuple *keywords) {
  auto *d = reinterpret_cast<Dialect *>(allocateInstance(t, type));
  d->delimiter = ',';
  d->quote = '"';
  d->doubleQuote = true;
  d->lineTerminator = fromObject(strFromAscii(t, "\r\n"));
  bool quoteGiven = false, quotingGiven = false;
  if (isStr(base)) {
    base = lookUp(t, base);
    if (!ok(base))
      return nullptr;
  }
  if (!isNone(base))
    for (const char *name : kAttributes) {
      bool failed = false;
      Value v = getAttributeOrNone(t, base, internAscii(t, name), &failed);
      if (failed)
        return nullptr;
      if (!ok(v))
        continue;
      quoteGiven |= std::string_view(name) == "quotechar";
      quotingGiven |= std::string_view(name) == "quoting";
      if (!assign(t, d, internAscii(t, name), v))
        return nullptr;
    }
  for (int64_t i = 0; keywords && i < keywords->size; i++) {
    auto *name = as<Str>(keywords->items[i]);
    quoteGiven |= strEquals(name, "quotechar");
    quotingGiven |= strEquals(name, "quoting");
    if (!assign(t, d, name, keywordValues[i]))
      return nullptr;
  }
  if (quoteGiven && !d->quote && !quotingGiven)
    d->quoting = kNone;
  if (d->quoting != kNone && !d->quote)
    return raise(t, Msg::CsvQuoteNeeded), nullptr;
  return d;
}

Dialect *dialectOf(Thread &t, Value base, Value formats) {
  List *keys = listNew(t), *values = listNew(t);
  int64_t position = 0;
  Value key, v;
  while (ok(formats) && dictNext(as<Dict>(formats), &position, &key, &v)) {
    listAppend(t, keys, key);
    listAppend(t, values, v);
  }
  return makeDialect(t, dialectType, ok(base) ? base : none(),
                     values->size ? values->array->items : nullptr, toTuple(t, fromObject(keys)));
}

} // namespace rt::csv

NATIVE_MODULE_DEFINITION(_csv, "_csv", rt::csv::initialise)
