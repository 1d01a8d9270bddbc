// Marshal data to values. Data may come from anywhere: every length is checked, code objects are verified.
#include "runtime-lib/eval/marshal/Marshal.h"

#include "compiler/bytecode/Serialize.h"
#include "compiler/bytecode/Verifier.h"
#include "runtime-lib/interp/CodeImage.h"
#include "runtime-lib/objects/set/Set.h"

#include "runtime-lib/core/Try.h"

#include <bit>
#include <cstdlib>

namespace rt {

namespace {

class Reader {
public:
  Reader(Thread &t, const uint8_t *data, size_t size) : t_(t), begin_(data), p_(data), end_(data + size), numbered_(listNew(t)) {}
  size_t used() const { return static_cast<size_t>(p_ - begin_); }

  /// kNoValue: an exception is pending, or *isNull: the end of a dict.
  Value read(bool *isNull) {
    *isNull = false;
    if (p_ == end_) return raiseText(t_, Exc::EOFError, "EOF read where object expected");
    if (++depth_ > kMarshalDepth) return bad("recursion limit exceeded");
    const uint8_t byte = *p_++;
    flag_ = byte & kMarshalFlag;
    Value v = value(static_cast<MarshalCode>(byte & ~kMarshalFlag), isNull);
    depth_--;
    return v;
  }
  Value item() {
    bool isNull;
    Value v = read(&isNull);
    return isNull ? raiseText(t_, Exc::TypeError, "NULL object in marshal data for object") : v;
  }

private:
  Value bad(const char *what) { return raise(t_, Msg::MarshalBad, what); }
  Value tooShort() { return raiseText(t_, Exc::EOFError, "marshal data too short"); }

  bool need(size_t n) {
    if (static_cast<size_t>(end_ - p_) >= n) return true;
    tooShort();
    return false;
  }
  uint64_t fixed(int bytes) {
    uint64_t n = 0;
    for (int i = 0; i < bytes; i++) n |= static_cast<uint64_t>(*p_++) << (8 * i);
    return n;
  }
  /// A count of things that take at least one byte each.
  bool count(int64_t *n, const char *what) {
    if (!need(4)) return false;
    *n = static_cast<int32_t>(fixed(4));
    if (*n < 0) return bad(what), false;
    return true;
  }

  // An object is numbered before its items are read; its place is filled when it exists.
  size_t reserve() {
    if (flag_) listAppend(t_, numbered_, kNoValue);
    return flag_ ? static_cast<size_t>(numbered_->size) : 0;
  }
  Value keep(size_t place, Value v) {
    if (place && ok(v)) storeField(numbered_->array, &numbered_->array->items[place - 1], v);
    return v;
  }

  Value value(MarshalCode code, bool *isNull) {
    switch (code) {
    case MarshalCode::Null: *isNull = true; return kNoValue;
    case MarshalCode::None: return none();
    case MarshalCode::False: return fromBool(false);
    case MarshalCode::True: return fromBool(true);
    case MarshalCode::StopIteration: return fromObject(exceptionType(Exc::StopIteration));
    case MarshalCode::Ellipsis: return fromObject(&rt_Ellipsis);
    case MarshalCode::Ref: return reference();
    case MarshalCode::Tuple: return tuple(4);
    case MarshalCode::SmallTuple: return tuple(1);
    case MarshalCode::List: return list();
    case MarshalCode::Dict: return dict();
    case MarshalCode::Set: return set(false);
    case MarshalCode::FrozenSet: return set(true);
    default: {
      size_t place = reserve();
      return keep(place, scalar(code));
    }
    }
  }

  Value scalar(MarshalCode code) {
    switch (code) {
    case MarshalCode::Int: return need(4) ? intValue(t_, static_cast<int32_t>(fixed(4))) : kNoValue;
    case MarshalCode::Long: return longInt();
    case MarshalCode::FloatText: {
      double d;
      return realText(&d) ? floatValue(t_, d) : kNoValue;
    }
    case MarshalCode::Float: return need(8) ? floatValue(t_, std::bit_cast<double>(fixed(8))) : kNoValue;
    case MarshalCode::ComplexText: {
      double re, im;
      return realText(&re) && realText(&im) ? complexValue(t_, re, im) : kNoValue;
    }
    case MarshalCode::Complex: {
      if (!need(16)) return kNoValue;
      double re = std::bit_cast<double>(fixed(8));
      return complexValue(t_, re, std::bit_cast<double>(fixed(8)));
    }
    case MarshalCode::Bytes: {
      std::string_view data;
      return chunk(4, "bytes object size out of range", &data) ? fromObject(bytesNew(t_, data.data(), static_cast<int64_t>(data.size()))) : kNoValue;
    }
    case MarshalCode::Unicode: return text(4, false);
    case MarshalCode::Interned: return text(4, true);
    case MarshalCode::Ascii: return text(4, false);
    case MarshalCode::AsciiInterned: return text(4, true);
    case MarshalCode::ShortAscii: return text(1, false);
    case MarshalCode::ShortAsciiInterned: return text(1, true);
    case MarshalCode::Code: return codeObject();
    default: return bad("unknown type code");
    }
  }

  bool chunk(int width, const char *what, std::string_view *out) {
    int64_t n;
    if (width == 4 ? !count(&n, what) : !need(1)) return false;
    if (width == 1) n = *p_++;
    if (!need(static_cast<size_t>(n))) return false;
    *out = {reinterpret_cast<const char *>(p_), static_cast<size_t>(n)};
    p_ += n;
    return true;
  }
  Value text(int width, bool intern) {
    std::string_view data;
    if (!chunk(width, "string size out of range", &data)) return kNoValue;
    Str *s = strFromUtf8(t_, data);
    return fromObject(intern ? strIntern(t_, s) : s);
  }
  bool realText(double *d) {
    std::string_view data;
    if (!chunk(1, "", &data)) return false;
    const std::string copy(data);
    char *stop = nullptr;
    *d = std::strtod(copy.c_str(), &stop);
    if (!copy.empty() && *stop == 0) return true;
    return raise(t_, Msg::InvalidFloatText, reprOf(fromObject(strFromUtf8(t_, data)))), false;
  }

  Value longInt() {
    if (!need(4)) return kNoValue;
    int64_t n = static_cast<int32_t>(fixed(4)), digits = n < 0 ? -n : n;
    if (n < -INT32_MAX) return bad("long size out of range");
    if (!need(static_cast<size_t>(digits) * 2)) return kNoValue;
    std::vector<uint8_t> bytes(static_cast<size_t>(digits) * 15 / 8 + 2);
    for (int64_t d = 0; d < digits; d++) {
      uint64_t digit = fixed(2);
      if (digit > 0x7fff) return bad("digit out of range in long");
      if (d == digits - 1 && !digit) return bad("unnormalized long data");
      for (int i = 0; i < 15; i++)
        if (digit >> i & 1) bytes[static_cast<size_t>(d * 15 + i) / 8] |= static_cast<uint8_t>(1 << ((d * 15 + i) % 8));
    }
    Value magnitude = intFromBytes(t_, bytes.data(), bytes.size(), true, false);
    return ok(magnitude) && n < 0 ? negative(t_, magnitude) : magnitude;
  }

  Value reference() {
    if (!need(4)) return kNoValue;
    auto n = static_cast<int64_t>(fixed(4));
    if (n >= numbered_->size || !ok(numbered_->array->items[n])) return bad("invalid reference");
    return numbered_->array->items[n];
  }

  Value tuple(int width) {
    int64_t n;
    if (width == 4 ? !count(&n, "tuple size out of range") : !need(1)) return kNoValue;
    if (width == 1) n = *p_++;
    size_t place = reserve();
    if (!enough(n)) return kNoValue;
    Tuple *tuple = TRY(tupleNew(t_, n));
    for (int64_t i = 0; i < n; i++) tuple->items[i] = none();
    keep(place, fromObject(tuple));
    for (int64_t i = 0; i < n; i++) storeField(tuple, &tuple->items[i], TRY(item()));
    return fromObject(tuple);
  }
  /// No more items than bytes are left: a lie about the size must not cost memory.
  bool enough(int64_t n) {
    if (n <= end_ - p_) return true;
    raiseText(t_, Exc::EOFError, "EOF read where object expected");
    return false;
  }
  Value list() {
    int64_t n;
    if (!count(&n, "list size out of range")) return kNoValue;
    size_t place = reserve();
    if (!enough(n)) return kNoValue;
    List *list = TRY(listNew(t_));
    keep(place, fromObject(list));
    for (int64_t i = 0; i < n; i++)
      if (!listAppend(t_, list, TRY(item()))) return kNoValue;
    return fromObject(list);
  }
  Value dict() {
    size_t place = reserve();
    Dict *dict = TRY(dictNew(t_));
    keep(place, fromObject(dict));
    for (;;) {
      bool isNull;
      Value key = read(&isNull);
      if (isNull) return fromObject(dict);
      if (!ok(key)) return kNoValue;
      Value v = read(&isNull);
      if (isNull) return fromObject(dict);
      if (!ok(v) || !dictSet(t_, dict, key, v)) return kNoValue;
    }
  }
  Value set(bool frozen) {
    int64_t n;
    if (!count(&n, "set size out of range")) return kNoValue;
    size_t place = reserve();
    if (!enough(n)) return kNoValue;
    Value set = TRY(setNew(t_, frozen));
    if (!frozen) keep(place, set);
    for (int64_t i = 0; i < n; i++)
      if (!setAdd(t_, set, TRY(item()))) return kNoValue;
    return frozen ? keep(place, set) : set;
  }

  Value codeObject() {
    std::string_view file;
    if (!chunk(4, "code size out of range", &file)) return kNoValue;
    std::string error;
    std::unique_ptr<regius::CodeUnit> unit = regius::deserialize(file, error);
    if (!unit || regius::verify(*unit, regius::CodeAsValue::Allowed)) return bad("malformed code");
    return fromObject(TRY(codeFromUnit(t_, *unit)));
  }

  Thread &t_;
  const uint8_t *begin_, *p_, *end_;
  int depth_ = 0;
  uint8_t flag_ = 0;
  List *numbered_; // objects with a number, in order
};

} // namespace

Value marshalRead(Thread &t, const uint8_t *data, size_t size, size_t *used) {
  Reader reader(t, data, size);
  Value v = reader.item();
  *used = reader.used();
  return v;
}

} // namespace rt
