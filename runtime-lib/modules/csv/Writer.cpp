// csv.writer: joins fields to lines, quoting where the dialect demands it.
#include "runtime-lib/modules/csv/Csv.h"

#include <string>

namespace rt::csv {

namespace {

struct Writer : Object {
  Value write, dialect;
};
Type *writerType;

/// A character that cannot stand in an unquoted field as it is.
bool isSpecial(const Dialect *d, uint32_t c) {
  if (c == d->delimiter || c == '\n' || c == '\r' || (d->escape && c == d->escape) ||
      (d->quote && c == d->quote))
    return true;
  auto *terminator = as<Str>(d->lineTerminator);
  for (int64_t k = 0; k < terminator->length; k++)
    if (strAt(terminator, k) == c)
      return true;
  return false;
}

/// Appends the text of a field; false with an exception.
bool addField(Thread &t, const Dialect *d, StrBuilder &out, const Str *text, bool quoted) {
  // Characters that must be escaped do not force quotes when quoting is off.
  bool quotes = quoted;
  if (!quotes && d->quoting != kNone)
    for (int64_t i = 0; i < text->length && !quotes; i++) {
      uint32_t c = strAt(text, i);
      if (!isSpecial(d, c))
        continue;
      if (c == d->quote && !d->doubleQuote)
        continue; // escaped instead
      if (c == d->escape && d->escape)
        continue;
      quotes = true;
    }
  if (quotes)
    out.addPoint(d->quote);
  for (int64_t i = 0; i < text->length; i++) {
    uint32_t c = strAt(text, i);
    bool escape = false;
    if (isSpecial(d, c)) {
      if (d->quoting == kNone) {
        escape = true;
      } else if (d->quote && c == d->quote) {
        if (d->doubleQuote)
          out.addPoint(d->quote);
        else
          escape = true;
      } else if (d->escape && c == d->escape) {
        escape = true;
      }
      if (escape) {
        if (!d->escape)
          return raiseError(t, "need to escape, but no escapechar set"), false;
        out.addPoint(d->escape);
      }
    }
    out.addPoint(c);
  }
  if (quotes)
    out.addPoint(d->quote);
  return true;
}

Value writeRow(Thread &t, const Value *a) {
  auto *writer = as<Writer>(a[0]);
  auto *d = as<Dialect>(writer->dialect);
  Value iterator = getIterator(t, a[1]);
  if (!ok(iterator)) {
    if (!pendingMatches(t, Exc::TypeError))
      return kNoValue;
    clearPending(t);
    return raiseError(t, "iterable expected, not " + std::string(strUtf8(t, typeOf(a[1])->name)));
  }
  StrBuilder out(t);
  int64_t count = 0;
  bool lastEmptyUnquoted = false;
  bool done = forEach(t, iterator, [&](Value field) {
    if (count++)
      out.addPoint(d->delimiter);
    bool quoted = d->quoting == kAll ||
                  (d->quoting == kNonNumeric && !isAnyInt(field) && !isAnyFloat(field) &&
                   !hasTypeFlag(field, kTypeComplexSubclass) && !typeOf(field)->slots.toFloat);
    Str *text = isNone(field) ? strEmpty() : isStr(field) ? as<Str>(field) : str(t, field);
    if (!text)
      return false;
    lastEmptyUnquoted = text->length == 0 && !quoted;
    return addField(t, d, out, text, quoted);
  });
  if (!done)
    return kNoValue;
  if (count == 1 && lastEmptyUnquoted) { // one empty field must differ from an empty line
    if (d->quoting == kNone)
      return raiseError(t, "single empty field record must be quoted");
    out.addPoint(d->quote);
    out.addPoint(d->quote);
  }
  out.add(as<Str>(d->lineTerminator));
  return callWith(t, writer->write, fromObject(out.finish()));
}

Value writeRows(Thread &t, const Value *a) {
  bool done = forEach(t, a[1], [&](Value row) {
    Value args[] = {a[0], row};
    return ok(writeRow(t, args));
  });
  return done ? none() : kNoValue;
}

Value makeWriter(Thread &t, const Value *a) {
  bool failed = false;
  Value write = getAttributeOrNone(t, a[0], names().write, &failed);
  if (failed)
    return kNoValue;
  if (!ok(write) || !isCallable(write))
    return raise(t, Msg::CsvWrite);
  Dialect *d = TRY(dialectOf(t, a[1], a[2]));
  auto *writer = reinterpret_cast<Writer *>(allocateInstance(t, writerType));
  writer->write = write;
  writer->dialect = fromObject(d);
  writeBarrier(writer);
  return fromObject(writer);
}

Value getDialect(Thread &, Value self) { return as<Writer>(self)->dialect; }
const GetSetRow kGetSets[] = {{"dialect", getDialect}, {nullptr, nullptr}};
const NativeRow kMethods[] = {{"writerow", writeRow, "($self, row, /)"},
                              {"writerows", writeRows, "($self, rows, /)"},
                              {nullptr, nullptr, nullptr}};
const NativeRow kFunctions[] = {
    {"writer", makeWriter, "(fileobj, /, dialect='excel', **fmtparams)", NativeKind::Function},
    {nullptr, nullptr, nullptr}};

} // namespace

bool addWriter(Thread &t, Value module) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeNoCreate;
  spec.instanceSize = sizeof(Writer);
  spec.trace = [](Object *o, Tracer &tracer) { tracer.range(&static_cast<Writer *>(o)->write, 2); };
  spec.methods = kMethods;
  spec.getSets = kGetSets;
  writerType = makeNativeType(t, "_csv", "writer", builtinType(TypeId::Object), spec);
  addRoot(&writerType);
  return writerType && addFunctions(t, module, kFunctions);
}

} // namespace rt::csv
