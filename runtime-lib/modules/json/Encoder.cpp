// _json.make_encoder: the text of a value without line breaks, in one piece.
#include "runtime-lib/modules/json/Json.h"

#include <cmath>

namespace rt::json {

namespace {

struct Encoder : Object {
  Value markers, defaultFunction, encoder, indent, keySeparator, itemSeparator, sortKeys, skipKeys;
  bool allowsNan;
  int8_t literals; // literalFunction(encoder)
};
Type *encoderType;

class Writer {
public:
  Writer(Thread &t, Encoder *e, bool sortKeys, bool skipKeys)
      : t_(t), e_(e), markers_(isNone(e->markers) ? nullptr : as<Dict>(e->markers)), sortKeys_(sortKeys), skipKeys_(skipKeys), out_(t) {}
  bool write(Value v);
  Str *finish() { return out_.finish(); }

private:
  bool writeText(Value v);
  bool writeFloat(Value v);
  bool writeInt(Value v);
  bool writeSequence(Value v);
  List *itemsOf(Value v);
  bool writeDict(Value v);
  bool writePair(Value key, Value v, bool *first);
  bool writeOther(Value v);
  bool keyText(Value key, bool *skip);
  /// Notes that a container is being written; false with ValueError when it already is.
  bool enter(Value v, Value *mark) {
    if (!markers_) return true;
    *mark = intFromUnsigned(t_, reinterpret_cast<uintptr_t>(asObject(v)));
    Value known;
    Found found = dictFind(t_, markers_, *mark, &known);
    if (found == Found::Yes) raiseText(t_, Exc::ValueError, "Circular reference detected");
    return found == Found::No && dictSet(t_, markers_, *mark, v);
  }
  bool leave(Value mark) { return !markers_ || dictRemove(t_, markers_, mark) != Found::Error; }

  Thread &t_;
  Encoder *e_;
  Dict *markers_;
  bool sortKeys_, skipKeys_;
  StrBuilder out_;
};

bool Writer::write(Value v) {
  if (isNone(v)) return out_.add("null"), true;
  if (isBool(v)) return out_.add(isTrue(v) ? "true" : "false"), true;
  if (isStr(v)) return writeText(v);
  if (isAnyInt(v)) return writeInt(v);
  if (isAnyFloat(v)) return writeFloat(v);
  if (!enterRecursion(t_, " while encoding a JSON object")) return false;
  bool good = isList(v) || isTuple(v) ? writeSequence(v) : isDict(v) ? writeDict(v) : writeOther(v);
  leaveRecursion(t_);
  return good;
}
bool Writer::writeText(Value v) {
  if (e_->literals >= 0) return addLiteral(out_, as<Str>(v), e_->literals), true;
  Value encoded = callWith(t_, e_->encoder, v);
  if (!ok(encoded)) return false;
  if (!isStr(encoded)) return raise(t_, Msg::JsonEncoderResult, typeName(encoded)), false;
  return out_.add(as<Str>(encoded)), true;
}
// Subclasses of int and float print as the numbers that they are.
bool Writer::writeInt(Value v) {
  Value n = intExact(t_, v);
  Str *text = ok(n) ? intToText(t_, n, 10) : nullptr;
  return text && (out_.add(text), true);
}
bool Writer::writeFloat(Value v) {
  double d = floatAsDouble(v);
  if (std::isfinite(d)) return out_.add(floatRepr(t_, d)), true;
  if (!e_->allowsNan) return raiseText(t_, Exc::ValueError, "Out of range float values are not JSON compliant"), false;
  return out_.add(std::isnan(d) ? "NaN" : d > 0 ? "Infinity" : "-Infinity"), true;
}
bool Writer::writeSequence(Value v) {
  Value items = toFastSequence(t_, v, "_iterencode_list needs a sequence"), mark = kNoValue;
  if (!ok(items)) return false;
  int64_t n = length(t_, items);
  if (!n) return out_.add("[]"), true;
  if (!enter(v, &mark)) return false;
  out_.add("[");
  for (int64_t i = 0; i < n; i++) {
    if (i) out_.add(as<Str>(e_->itemSeparator));
    Value item = sequenceItem(t_, items, i);
    if (!ok(item) || !write(item)) return false;
    n = length(t_, items); // default() may have changed the list
  }
  out_.add("]");
  return leave(mark);
}
/// Writes what becomes of a key; *skip: nothing.
bool Writer::keyText(Value key, bool *skip) {
  Value text = kNoValue;
  if (isStr(key)) text = key;
  else if (isNone(key)) text = fromObject(internAscii(t_, "null"));
  else if (isBool(key)) text = fromObject(internAscii(t_, isTrue(key) ? "true" : "false"));
  else if (isAnyInt(key) || isAnyFloat(key)) {
    Writer number(t_, e_, false, false);
    if (!number.write(key)) return false;
    text = fromObject(number.finish());
  } else if (skipKeys_) {
    *skip = true;
    return true;
  } else {
    return raise(t_, Msg::JsonKeys, typeName(key)), false;
  }
  return writeText(text);
}
bool Writer::writePair(Value key, Value v, bool *first) {
  if (skipKeys_ && !isStr(key) && !isNone(key) && !isAnyInt(key) && !isAnyFloat(key)) return true;
  if (!*first) out_.add(as<Str>(e_->itemSeparator));
  *first = false;
  bool skip = false;
  if (!keyText(key, &skip)) return false;
  out_.add(as<Str>(e_->keySeparator));
  return write(v);
}
List *Writer::itemsOf(Value v) {
  Value items = callMethodWith(t_, v, names().items);
  if (!ok(items)) return nullptr;
  if (!typeOf(items)->slots.iter && !typeOf(items)->slots.getItem) return raise(t_, Msg::JsonItems, typeName(v), typeName(items)), nullptr;
  return toList(t_, items);
}
bool Writer::writeDict(Value v) {
  Value mark = kNoValue;
  if (!dictSize(as<Dict>(v))) return out_.add("{}"), true;
  if (!enter(v, &mark)) return false;
  List *list = itemsOf(v); // a copy: default() may change the dict
  if (!list || (sortKeys_ && !listSort(t_, list, none(), false))) return false;
  out_.add("{");
  bool first = true;
  for (int64_t i = 0; i < list->size; i++) {
    Value pair = list->array->items[i];
    if (!isTuple(pair) || as<Tuple>(pair)->size != 2) return raiseText(t_, Exc::ValueError, "items must return 2-tuples"), false;
    if (!writePair(as<Tuple>(pair)->items[0], as<Tuple>(pair)->items[1], &first)) return false;
  }
  out_.add("}");
  return leave(mark);
}
bool Writer::writeOther(Value v) {
  Value mark = kNoValue;
  if (!enter(v, &mark)) return false;
  Value replacement = callWith(t_, e_->defaultFunction, v);
  return ok(replacement) && write(replacement) && leave(mark);
}

Value encode(Thread &t, const Value *a) {
  auto *e = as<Encoder>(a[0]);
  int64_t level;
  int sortKeys = truth(t, e->sortKeys), skipKeys = truth(t, e->skipKeys);
  if (sortKeys < 0 || skipKeys < 0 || !toSize(t, a[2], &level)) return kNoValue;
  Writer writer(t, e, sortKeys, skipKeys);
  if (!writer.write(a[1])) return kNoValue;
  Value text = fromObject(writer.finish());
  return fromObject(listFrom(t, &text, 1));
}
constexpr NativeRow kCall{"_iterencode", encode, "($self, obj, _current_indent_level)"};

Value create(Thread &t, const Value *a) {
  if (!isNone(a[1]) && !isDict(a[1])) return raise(t, Msg::ArgumentMustBe, "make_encoder", " 1", "dict or None", typeName(a[1]));
  for (int i : {5, 6})
    if (!isStr(a[i])) return raise(t, Msg::ArgumentMustBe, "make_encoder", i == 5 ? " 5" : " 6", "str", typeName(a[i]));
  int flags[3];
  for (int i = 0; i < 3; i++)
    if ((flags[i] = truth(t, a[7 + i])) < 0) return kNoValue;
  auto *e = reinterpret_cast<Encoder *>(allocateInstance(t, as<Type>(a[0])));
  Value *places[] = {&e->markers, &e->defaultFunction, &e->encoder, &e->indent, &e->keySeparator, &e->itemSeparator};
  for (int i = 0; i < 6; i++) *places[i] = a[1 + i];
  e->sortKeys = fromBool(flags[0]);
  e->skipKeys = fromBool(flags[1]);
  e->allowsNan = flags[2];
  e->literals = static_cast<int8_t>(literalFunction(e->encoder));
  return fromObject(e);
}
constexpr NativeRow kCreate{"make_encoder", create,
                            "($type, markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)"};

const MemberRow kMembers[] = {{"markers", offsetof(Encoder, markers)},
                              {"default", offsetof(Encoder, defaultFunction)},
                              {"encoder", offsetof(Encoder, encoder)},
                              {"indent", offsetof(Encoder, indent)},
                              {"key_separator", offsetof(Encoder, keySeparator)},
                              {"item_separator", offsetof(Encoder, itemSeparator)},
                              {"sort_keys", offsetof(Encoder, sortKeys)},
                              {"skipkeys", offsetof(Encoder, skipKeys)},
                              {nullptr, 0}};

} // namespace

bool addEncoder(Thread &t, Value module) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeSubclassable;
  spec.instanceSize = sizeof(Encoder);
  spec.trace = [](Object *o, Tracer &tracer) { tracer.range(&static_cast<Encoder *>(o)->markers, 8); };
  spec.fillSlots = [](Slots &s) {
    s.create = createBy<kCreate>;
    s.call = callBy<kCall>;
  };
  spec.members = kMembers;
  encoderType = makeNativeType(t, "_json", "Encoder", builtinType(TypeId::Object), spec);
  addRoot(&encoderType);
  return encoderType && addValue(t, module, "make_encoder", fromObject(encoderType));
}

} // namespace rt::json
