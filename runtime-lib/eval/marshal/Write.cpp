// Values to marshal data. CPython numbers the objects that have more than one reference; here every object
// that may occur again is numbered, which readers do not mind.
#include "runtime-lib/eval/marshal/Marshal.h"

#include "compiler/bytecode/Serialize.h"
#include "runtime-lib/interp/UnitOfCode.h"

#include "runtime-lib/core/Try.h"

#include <bit>
#include <unordered_map>

namespace rt {

namespace {

class Writer {
public:
  Writer(Thread &t, int64_t version, std::string &out) : t_(t), version_(version), out_(out) {}

  bool write(Value v) {
    if (++depth_ > kMarshalDepth) return raiseText(t_, Exc::ValueError, "object too deeply nested to marshal"), false;
    bool good = value(v);
    depth_--;
    return good;
  }

private:
  void byte(uint64_t n) { out_ += static_cast<char>(n); }
  void fixed(uint64_t n, int bytes) {
    for (int i = 0; i < bytes; i++) byte(n >> (8 * i));
  }
  void real(double d) { fixed(std::bit_cast<uint64_t>(d), 8); }
  void code(MarshalCode c) { byte(static_cast<uint8_t>(c) | flag_); }
  bool simple(MarshalCode c) {
    byte(static_cast<uint8_t>(c));
    return true;
  }

  bool size(MarshalCode c, int64_t n) {
    if (n > INT32_MAX) return raiseText(t_, Exc::ValueError, "unmarshallable object"), false;
    code(c);
    fixed(static_cast<uint64_t>(n), 4);
    return true;
  }

  /// True when a reference was written; else the object gets the next number.
  bool known(Value v) {
    flag_ = 0;
    if (version_ < 3) return false;
    auto [place, isNew] = numbers_.try_emplace(bitsOf(v), static_cast<uint32_t>(numbers_.size()));
    if (!isNew) {
      byte(static_cast<uint8_t>(MarshalCode::Ref));
      fixed(place->second, 4);
      return true;
    }
    flag_ = kMarshalFlag;
    return false;
  }

  bool value(Value v) {
    if (isNone(v)) return simple(MarshalCode::None);
    if (isTrue(v)) return simple(MarshalCode::True);
    if (isFalse(v)) return simple(MarshalCode::False);
    if (same(v, fromObject(&rt_Ellipsis))) return simple(MarshalCode::Ellipsis);
    if (same(v, fromObject(exceptionType(Exc::StopIteration)))) return simple(MarshalCode::StopIteration);
    if (known(v)) return true;
    switch (static_cast<TypeId>(shapeOf(v))) {
    case TypeId::Int: return integer(v);
    case TypeId::Float: return floating(floatAsDouble(v));
    case TypeId::Complex: return complex(as<Complex>(v)->real, as<Complex>(v)->imag);
    case TypeId::Str: return text(as<Str>(v));
    case TypeId::Bytes: return bytes(as<Bytes>(v)->data, as<Bytes>(v)->length);
    case TypeId::Tuple: return tuple(as<Tuple>(v));
    case TypeId::List: return items(MarshalCode::List, v, as<List>(v)->size);
    case TypeId::Set: return items(MarshalCode::Set, v, length(t_, v));
    case TypeId::FrozenSet: return items(MarshalCode::FrozenSet, v, length(t_, v));
    case TypeId::Dict: return dict(as<Dict>(v));
    case TypeId::Code: return codeObject(as<Code>(v));
    default: return buffer(v);
    }
  }

  bool integer(Value v) {
    int64_t n;
    if (intFits(v, &n) && n == static_cast<int32_t>(n)) {
      code(MarshalCode::Int);
      fixed(static_cast<uint64_t>(n), 4);
      return true;
    }
    // Digits of 15 bits; their count carries the sign.
    Str *hex = intToText(t_, v, 2);
    if (!hex) return false;
    int64_t end = strAt(hex, 0) == '-' ? 1 : 0, bits = hex->length - end, digits = (bits + 14) / 15;
    code(MarshalCode::Long);
    fixed(static_cast<uint64_t>(end ? -digits : digits), 4);
    for (int64_t d = 0; d < digits; d++) {
      unsigned digit = 0;
      for (int64_t i = 14; i >= 0; i--) {
        int64_t bit = d * 15 + i;
        digit = digit * 2 + (bit < bits && strAt(hex, hex->length - 1 - bit) == '1');
      }
      fixed(digit, 2);
    }
    return true;
  }

  bool floatText(double d) {
    char room[64];
    std::string_view shown;
    floatFormat(d, {'g', 17, false, false, false}, &shown, room, sizeof room);
    byte(shown.size());
    out_ += shown;
    return true;
  }
  bool floating(double d) {
    code(version_ > 1 ? MarshalCode::Float : MarshalCode::FloatText);
    if (version_ <= 1) return floatText(d);
    real(d);
    return true;
  }
  bool complex(double re, double im) {
    code(version_ > 1 ? MarshalCode::Complex : MarshalCode::ComplexText);
    if (version_ <= 1) return floatText(re) && floatText(im);
    real(re);
    real(im);
    return true;
  }

  bool text(Str *s) {
    const bool interned = s->flags & kStrInterned;
    if (version_ >= 4 && strIsAscii(s)) {
      if (s->length < 256) {
        code(interned ? MarshalCode::ShortAsciiInterned : MarshalCode::ShortAscii);
        byte(static_cast<uint64_t>(s->length));
      } else if (!size(interned ? MarshalCode::AsciiInterned : MarshalCode::Ascii, s->length)) {
        return false;
      }
      out_ += strUtf8(t_, s);
      return true;
    }
    std::string_view utf8 = strUtf8(t_, s);
    if (!size(interned && version_ >= 3 ? MarshalCode::Interned : MarshalCode::Unicode, static_cast<int64_t>(utf8.size()))) return false;
    out_ += utf8;
    return true;
  }
  bool bytes(const uint8_t *data, int64_t n) {
    if (!size(MarshalCode::Bytes, n)) return false;
    out_.append(reinterpret_cast<const char *>(data), static_cast<size_t>(n));
    return true;
  }
  bool buffer(Value v) {
    if (!typeOf(v)->slots.getBuffer) return raiseText(t_, Exc::ValueError, "unmarshallable object"), false;
    Buffer view;
    if (!getBuffer(t_, v, &view)) return false;
    bool good = bytes(view.data, view.length);
    releaseBuffer(&view);
    return good;
  }

  bool tuple(Tuple *tuple) {
    if (version_ >= 4 && tuple->size < 256) {
      code(MarshalCode::SmallTuple);
      byte(static_cast<uint64_t>(tuple->size));
    } else if (!size(MarshalCode::Tuple, tuple->size)) {
      return false;
    }
    for (int64_t i = 0; i < tuple->size; i++)
      if (!write(tuple->items[i])) return false;
    return true;
  }
  bool items(MarshalCode c, Value container, int64_t n) {
    if (!size(c, n)) return false;
    bool good = true;
    return forEach(t_, container, [&](Value item) { return good = write(item); }) && good;
  }
  bool dict(Dict *dict) {
    code(MarshalCode::Dict);
    int64_t position = 0;
    Value key, v;
    while (dictNext(dict, &position, &key, &v))
      if (!write(key) || !write(v)) return false;
    return simple(MarshalCode::Null);
  }

  bool codeObject(Code *object) {
    std::unique_ptr<regius::CodeUnit> unit = unitOfCode(t_, object->info);
    if (!unit) return ok(t_.pending) ? false : (raiseText(t_, Exc::ValueError, "unmarshallable object"), false);
    const std::string file = regius::serialize(*unit);
    if (!size(MarshalCode::Code, static_cast<int64_t>(file.size()))) return false;
    out_ += file;
    return true;
  }

  Thread &t_;
  const int64_t version_;
  std::string &out_;
  int depth_ = 0;
  uint8_t flag_ = 0;
  std::unordered_map<uint64_t, uint32_t> numbers_;
};

} // namespace

bool marshalWrite(Thread &t, Value v, int64_t version, std::string *out) { return Writer(t, version, *out).write(v); }

} // namespace rt
