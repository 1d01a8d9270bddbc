// The module _string: the field syntax of str.format for string.Formatter.
#include "runtime-lib/modules/ModuleSupport.h"
#include "runtime-lib/objects/format/FieldName.h"
#include "runtime-lib/objects/format/Format.h"
#include "runtime-lib/objects/str/Str.h"

namespace rt {
namespace {

Value sliceValue(Thread &t, Str *s, int64_t start, int64_t end) {
  Str *piece = strSlice(t, s, start, end);
  return piece ? fromObject(piece) : kNoValue;
}

// The reference answers with a lazy iterator; here a list is made first, so errors come earlier but
// are the same.
Value formatterParser(Thread &t, const Value *args) {
  if (!isStr(args[0]))
    return raise(t, Msg::ExpectedStr, typeName(args[0]));
  Str *s = as<Str>(args[0]);
  List *list = TRY(listNew(t));
  FormatField f;
  int64_t position = 0;
  int state;
  while ((state = nextFormatField(t, s, &position, s->length, &f)) > 0) {
    Value literal = TRY(sliceValue(t, s, f.literalStart, f.literalEnd));
    Value name = none(), spec = none(), conversion = none();
    if (f.hasField) {
      name = TRY(sliceValue(t, s, f.nameStart, f.nameEnd));
      spec = TRY(sliceValue(t, s, f.specStart, f.specEnd));
      if (f.conversion)
        conversion = fromObject(strFromCodePoint(t, f.conversion));
    }
    if (!listAppend(t, list, fromObject(tupleOf(t, literal, name, spec, conversion))))
      return kNoValue;
  }
  return state < 0 ? kNoValue : getIterator(t, fromObject(list));
}

Value formatterFieldNameSplit(Thread &t, const Value *args) {
  if (!isStr(args[0]))
    return raise(t, Msg::ExpectedStr, typeName(args[0]));
  Str *s = as<Str>(args[0]);
  FieldName name;
  if (!name.begin(t, s, 0, s->length))
    return kNoValue;
  Value first = name.firstIndex >= 0 ? fromInt(name.firstIndex)
                                     : TRY(sliceValue(t, s, name.firstStart, name.firstEnd));
  List *rest = TRY(listNew(t));
  FieldStep step;
  int more;
  while ((more = name.next(t, &step)) > 0) {
    Value key = step.index >= 0 ? fromInt(step.index) : TRY(sliceValue(t, s, step.start, step.end));
    if (!listAppend(t, rest, fromObject(tupleOf(t, fromBool(step.isAttribute), key))))
      return kNoValue;
  }
  if (more < 0)
    return kNoValue;
  Value iterator = TRY(getIterator(t, fromObject(rest)));
  return fromObject(tupleOf(t, first, iterator));
}

const NativeRow kFunctions[] = {
    {"formatter_field_name_split", formatterFieldNameSplit, "(field_name, /)",
     NativeKind::Function},
    {"formatter_parser", formatterParser, "(format_string, /)", NativeKind::Function},
    {nullptr, nullptr, nullptr}};
bool initialise(Thread &t, Value module) { return addFunctions(t, module, kFunctions); }

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_string, "_string", rt::initialise)
