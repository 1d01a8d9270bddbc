// str.format and format_map: numbering of fields, attribute and index look-up in names, nested
// specs.
#include "runtime-lib/objects/format/FieldName.h"
#include "runtime-lib/objects/format/Format.h"
#include "runtime-lib/objects/str/Str.h"

namespace rt {
namespace {

struct Arguments {
  Tuple *positional; // null for format_map
  Value keywords;    // dict, mapping or kNoValue
  enum { Unknown, Automatic, Manual } numbering = Unknown;
  int64_t next = 0;
};

Value lookUpFirst(Thread &t, Str *s, const FieldName &name, Arguments &args) {
  int64_t index = name.firstIndex;
  bool empty = name.firstEnd == name.firstStart;
  if (empty || index >= 0) {
    auto wanted = empty ? Arguments::Automatic : Arguments::Manual;
    if (args.numbering == Arguments::Unknown)
      args.numbering = wanted;
    if (args.numbering != wanted)
      return raise(t, empty ? Msg::FormatManualToAuto : Msg::FormatAutoToManual);
    if (empty)
      index = args.next++;
    if (!args.positional)
      return raise(t, Msg::FormatPositionalInMap);
    if (index >= args.positional->size)
      return raise(t, Msg::FormatIndexRange, index);
    return args.positional->items[index];
  }
  Value key = fromObject(TRY(strSlice(t, s, name.firstStart, name.firstEnd)));
  if (!ok(args.keywords))
    return raiseKeyError(t, key);
  if (isExactly(args.keywords, TypeId::Dict)) {
    Value found;
    Found state = dictFind(t, as<Dict>(args.keywords), key, &found);
    if (state == Found::Error)
      return kNoValue;
    return state == Found::Yes ? found : raiseKeyError(t, key);
  }
  return getItem(t, args.keywords, key);
}

Value lookUp(Thread &t, Str *s, int64_t start, int64_t end, Arguments &args) {
  FieldName name;
  if (!name.begin(t, s, start, end))
    return kNoValue;
  Value v = TRY(lookUpFirst(t, s, name, args));
  FieldStep step;
  int more;
  while ((more = name.next(t, &step)) > 0) {
    if (step.isAttribute) {
      Str *attribute = strIntern(t, TRY(strSlice(t, s, step.start, step.end)));
      v = TRY(getAttribute(t, v, attribute));
    } else if (step.index >= 0)
      v = TRY(isExactly(v, TypeId::List) || isExactly(v, TypeId::Tuple)
                  ? sequenceItem(t, v, step.index)
                  : getItem(t, v, fromInt(step.index)));
    else {
      Str *key = TRY(strSlice(t, s, step.start, step.end));
      v = TRY(getItem(t, v, fromObject(key)));
    }
  }
  return more < 0 ? kNoValue : v;
}

bool formatInto(Thread &t, StrBuilder &out, Str *s, int64_t start, int64_t end, Arguments &args,
                int depth);

Str *expandSpec(Thread &t, Str *s, const FormatField &field, Arguments &args, int depth) {
  if (!field.nestedSpec)
    return strSlice(t, s, field.specStart, field.specEnd);
  StrBuilder builder(t);
  if (!formatInto(t, builder, s, field.specStart, field.specEnd, args, depth - 1))
    return nullptr;
  return builder.finish();
}

Value convert(Thread &t, Value v, uint32_t conversion) {
  Str *s;
  switch (conversion) {
  case 0:
    return v;
  case 'r':
    s = repr(t, v);
    break;
  case 's':
    s = str(t, v);
    break;
  case 'a':
    s = ascii(t, v);
    break;
  default:
    if (conversion > 32 && conversion < 127) {
      char c = static_cast<char>(conversion);
      return raise(t, Msg::FormatUnknownConversion, std::string_view(&c, 1));
    }
    char text[16];
    std::snprintf(text, sizeof text, "\\x%x", conversion);
    return raise(t, Msg::FormatUnknownConversion, text);
  }
  return s ? fromObject(s) : kNoValue;
}

bool formatInto(Thread &t, StrBuilder &out, Str *s, int64_t start, int64_t end, Arguments &args,
                int depth) {
  if (depth <= 0)
    return ok(raise(t, Msg::FormatRecursion));
  FormatField field;
  int state;
  while ((state = nextFormatField(t, s, &start, end, &field)) > 0) {
    if (field.literalEnd > field.literalStart) {
      if (strIsAscii(s))
        out.add({reinterpret_cast<char *>(s->data) + field.literalStart,
                 static_cast<size_t>(field.literalEnd - field.literalStart)});
      else
        out.add(TRY(strSlice(t, s, field.literalStart, field.literalEnd)));
    }
    if (!field.hasField)
      continue;
    Value v = TRY(lookUp(t, s, field.nameStart, field.nameEnd, args));
    v = TRY(convert(t, v, field.conversion));
    Str *spec = TRY(expandSpec(t, s, field, args, depth));
    if (spec->length == 0 && isExactly(v, TypeId::Str)) {
      out.add(as<Str>(v));
      continue;
    }
    out.add(TRY(formatFast(t, v, spec)));
  }
  return state == 0;
}

} // namespace

Value strFormat(Thread &t, const Value *args) {
  Str *s = as<Str>(args[0]);
  Arguments arguments{as<Tuple>(args[1]), args[2]};
  StrBuilder out(t);
  if (!formatInto(t, out, s, 0, s->length, arguments, 2))
    return kNoValue;
  return fromObject(TRY(out.finish()));
}

Value strFormatMap(Thread &t, const Value *args) {
  Str *s = as<Str>(args[0]);
  Arguments arguments{nullptr, args[1]};
  StrBuilder out(t);
  if (!formatInto(t, out, s, 0, s->length, arguments, 2))
    return kNoValue;
  return fromObject(TRY(out.finish()));
}

} // namespace rt
