// csv.reader: a state machine over the characters of the lines that an iterator gives.
#include "runtime-lib/modules/csv/Csv.h"

#include <optional>
#include <string>

namespace rt::csv {

namespace {

enum class State : int {
  StartRecord,
  StartField,
  EscapedChar,
  InField,
  InQuotedField,
  EscapeInQuoted,
  QuoteInQuoted,
  EatNewline
};

struct Reader : Object {
  Value lines, dialect, fields; // fields: the list being filled
  int64_t lineNumber;
};

/// One record being parsed.
class Parser {
public:
  Parser(Thread &t, Dialect *d, List *fields) : t_(t), d_(d), fields_(fields) { field_.emplace(t); }
  bool feed(uint32_t c);
  bool finish();
  bool endOfLine() { return feed(kEnd); }
  State state = State::StartRecord;
  bool hasText() const { return field_->length() > 0; }

private:
  static constexpr uint32_t kEnd = UINT32_MAX;
  bool add(uint32_t c) {
    if (field_->length() >= fieldLimit)
      return raiseError(t_, "field larger than field limit (" + std::to_string(fieldLimit) + ")"),
             false;
    field_->addPoint(c);
    return true;
  }
  bool startField(uint32_t c);
  bool save();

  Thread &t_;
  Dialect *d_;
  List *fields_;
  std::optional<StrBuilder> field_;
  bool numeric_ = false;
};

bool Parser::save() {
  Value v = fromObject(field_->finish());
  field_.emplace(t_);
  if (numeric_) {
    numeric_ = false;
    v = callWith(t_, fromObject(builtinType(TypeId::Float)), v);
    if (!ok(v))
      return false;
  }
  return listAppend(t_, fields_, v);
}

bool isNewline(uint32_t c) { return c == '\n' || c == '\r'; }

bool Parser::startField(uint32_t c) {
  if (c == kEnd || isNewline(c)) {
    if (!save())
      return false;
    state = c == kEnd ? State::StartRecord : State::EatNewline;
  } else if (c == d_->quote && d_->quote && d_->quoting != kNone) {
    state = State::InQuotedField;
  } else if (c == d_->escape && d_->escape) {
    state = State::EscapedChar;
  } else if (c == ' ' && d_->skipInitialSpace) {
    // stays at the start
  } else if (c == d_->delimiter) {
    return save();
  } else {
    if (d_->quoting == kNonNumeric)
      numeric_ = true;
    state = State::InField;
    return add(c);
  }
  return true;
}

bool Parser::feed(uint32_t c) {
  switch (state) {
  case State::StartRecord:
    if (c == kEnd)
      return true; // an empty line
    if (isNewline(c)) {
      state = State::EatNewline;
      return true;
    }
    state = State::StartField;
    return startField(c);
  case State::StartField:
    return startField(c);
  case State::EscapedChar:
    if (isNewline(c)) {
      state = State::InField;
      return add(c);
    }
    state = State::InField;
    return add(c == kEnd ? '\n' : c);
  case State::InField:
    if (c == kEnd || isNewline(c)) {
      if (!save())
        return false;
      state = c == kEnd ? State::StartRecord : State::EatNewline;
      return true;
    }
    if (c == d_->escape && d_->escape) {
      state = State::EscapedChar;
      return true;
    }
    if (c == d_->delimiter) {
      state = State::StartField;
      return save();
    }
    return add(c);
  case State::InQuotedField:
    if (c == kEnd)
      return true;
    if (c == d_->escape && d_->escape) {
      state = State::EscapeInQuoted;
      return true;
    }
    if (c == d_->quote && d_->quote && d_->quoting != kNone) {
      state = d_->doubleQuote ? State::QuoteInQuoted : State::InField;
      return true;
    }
    return add(c);
  case State::EscapeInQuoted:
    state = State::InQuotedField;
    return add(c == kEnd ? '\n' : c);
  case State::QuoteInQuoted:
    if (d_->quoting != kNone && c == d_->quote) {
      state = State::InQuotedField;
      return add(c);
    }
    if (c == d_->delimiter) {
      state = State::StartField;
      return save();
    }
    if (c == kEnd || isNewline(c)) {
      if (!save())
        return false;
      state = c == kEnd ? State::StartRecord : State::EatNewline;
      return true;
    }
    if (!d_->strict) {
      state = State::InField;
      return add(c);
    }
    raiseError(t_, "'" + std::string(1, static_cast<char>(d_->delimiter)) + "' expected after '" +
                       std::string(1, static_cast<char>(d_->quote)) + "'");
    return false;
  case State::EatNewline:
    if (isNewline(c))
      return true;
    if (c == kEnd) {
      state = State::StartRecord;
      return true;
    }
    raiseError(t_, "new-line character seen in unquoted field - do you need to open the file with "
                   "newline=''?");
    return false;
  }
  return true;
}

bool Parser::finish() {
  if (hasText() || state == State::InQuotedField) {
    if (d_->strict)
      return raiseError(t_, "unexpected end of data"), false;
    return save();
  }
  return true;
}

Value nextRecord(Thread &t, Value self) {
  auto *reader = as<Reader>(self);
  List *fields = listNew(t);
  Parser parser(t, as<Dialect>(reader->dialect), fields);
  do {
    Value line = next(t, reader->lines);
    if (!ok(line)) {
      if (ok(t.pending))
        return kNoValue;
      if (parser.hasText() || parser.state == State::InQuotedField) {
        if (!parser.finish())
          return kNoValue;
        return fromObject(fields);
      }
      return kNoValue;
    }
    if (!isStr(line)) {
      return raiseError(t, "iterator should return strings, not " +
                               std::string(strUtf8(t, typeOf(line)->name)) +
                               " (the file should be opened in text mode)");
    }
    reader->lineNumber++;
    auto *text = as<Str>(line);
    for (int64_t i = 0; i < text->length; i++)
      if (!parser.feed(strAt(text, i)))
        return kNoValue;
    if (!parser.endOfLine())
      return kNoValue;
  } while (parser.state != State::StartRecord);
  return fromObject(fields);
}

Type *readerType;

/// reader(iterable, dialect='excel', **fmtparams)
Value makeReader(Thread &t, const Value *a) {
  Value lines = TRY(getIterator(t, a[0]));
  Dialect *d = TRY(dialectOf(t, a[1], a[2]));
  auto *reader = reinterpret_cast<Reader *>(allocateInstance(t, readerType));
  reader->lines = lines;
  reader->dialect = fromObject(d);
  writeBarrier(reader);
  return fromObject(reader);
}

Value getDialect(Thread &, Value self) { return as<Reader>(self)->dialect; }
Value getLine(Thread &t, Value self) { return intValue(t, as<Reader>(self)->lineNumber); }
const GetSetRow kGetSets[] = {{"dialect", getDialect}, {"line_num", getLine}, {nullptr, nullptr}};
const NativeRow kFunctions[] = {
    {"reader", makeReader, "(iterable, /, dialect='excel', **fmtparams)", NativeKind::Function},
    {nullptr, nullptr, nullptr}};

} // namespace

bool addReader(Thread &t, Value module) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeNoCreate;
  spec.instanceSize = sizeof(Reader);
  spec.trace = [](Object *o, Tracer &tracer) { tracer.range(&static_cast<Reader *>(o)->lines, 3); };
  spec.fillSlots = [](Slots &s) {
    s.iter = [](Thread &, Value self) { return self; };
    s.next = nextRecord;
  };
  spec.getSets = kGetSets;
  readerType = makeNativeType(t, "_csv", "reader", builtinType(TypeId::Object), spec);
  addRoot(&readerType);
  return readerType && addFunctions(t, module, kFunctions);
}

} // namespace rt::csv
