// The _struct module: values as packed bytes. A format is compiled into a list of fields, kept in
// Struct objects and in a small cache for the module's functions.
#include "runtime-lib/modules/ModuleSupport.h"
#include "runtime-lib/objects/bytes/Bytes.h"
#include "runtime-lib/objects/int/Int.h"

#include <cmath>
#include <cstring>
#include <string>

namespace rt {

namespace {

Type *structType, *iteratorType, *errorType;

struct Field {
  char code;
  int64_t count, size, offset; // count: repetitions; of s and p the length
};
struct Struct : Object {
  Value format;
  Field *fields; // malloc'ed
  int64_t fieldCount, size, valueCount;
  bool little;
  bool native; // sizes, alignments and conversions of the C compiler
};
Struct *structOf(Value v) { return as<Struct>(v); }

Value fail(Thread &t, std::string_view text) {
  Value e = TRY(callWith(t, fromObject(errorType), fromObject(strFromUtf8(t, text))));
  return raiseObject(t, e);
}

/// Size of a code; native sizes and alignments differ from standard ones. 0: no such code.
int64_t sizeOf(char code, bool native) {
  switch (code) {
  case 'x': case 'b': case 'B': case 'c': case '?': case 's': case 'p': return 1;
  case 'h': case 'H': case 'e': return 2;
  case 'i': case 'I': case 'f': return 4;
  case 'l': case 'L': return native ? static_cast<int64_t>(sizeof(long)) : 4;
  case 'q': case 'Q': case 'd': return 8;
  case 'n': case 'N': return native ? static_cast<int64_t>(sizeof(size_t)) : 0;
  case 'P': return native ? static_cast<int64_t>(sizeof(void *)) : 0;
  default: return 0;
  }
}

bool compileFormat(Thread &t, Value v, Struct *out) {
  std::string text;
  if (isStr(v)) text = strUtf8(t, as<Str>(v));
  else if (isBytes(v)) text.assign(reinterpret_cast<char *>(as<Bytes>(v)->data), static_cast<size_t>(as<Bytes>(v)->length));
  else return raise(t, Msg::StructFormatType, typeName(v)), false;
  bool native = true, aligned = true;
  out->little = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;
  size_t i = 0;
  if (!text.empty() && std::strchr("@=<>!", text[0])) {
    i = 1;
    native = aligned = text[0] == '@';
    if (text[0] == '<') out->little = true;
    if (text[0] == '>' || text[0] == '!') out->little = false;
  }
  out->native = native;
  std::string fields; // bytes of Field records
  int64_t size = 0, values = 0;
  while (i < text.size()) {
    char c = text[i++];
    if (std::strchr(" \t\n\r\f\v", c)) continue;
    int64_t count = 1;
    if (c >= '0' && c <= '9') {
      count = c - '0';
      while (i < text.size() && text[i] >= '0' && text[i] <= '9')
        if (__builtin_mul_overflow(count, 10, &count) || __builtin_add_overflow(count, text[i++] - '0', &count))
          return fail(t, "total struct size too long"), false;
      if (i == text.size()) return fail(t, "repeat count given without format specifier"), false;
      c = text[i++];
    }
    int64_t width = sizeOf(c, native);
    if (!width) return fail(t, "bad char in struct format"), false;
    if (aligned && width > 1) size = (size + width - 1) / width * width;
    int64_t bytes;
    if (__builtin_mul_overflow(count, width, &bytes)) return fail(t, "total struct size too long"), false;
    Field field{c, count, width, size};
    if (c != 'x') fields.append(reinterpret_cast<char *>(&field), sizeof field);
    if (__builtin_add_overflow(size, bytes, &size)) return fail(t, "total struct size too long"), false;
    values += c == 's' || c == 'p' ? 1 : c == 'x' ? 0 : count;
  }
  out->fieldCount = static_cast<int64_t>(fields.size() / sizeof(Field));
  std::free(out->fields);
  out->fields = static_cast<Field *>(std::malloc(fields.size() + 1));
  std::memcpy(out->fields, fields.data(), fields.size());
  out->size = size;
  out->valueCount = values;
  out->format = isStr(v) ? v : fromObject(strFromUtf8(t, text));
  return true;
}

void putBytes(uint8_t *at, uint64_t bits, int64_t size, bool little) {
  for (int64_t i = 0; i < size; i++) at[little ? i : size - 1 - i] = static_cast<uint8_t>(bits >> (8 * i));
}
uint64_t getBytes(const uint8_t *at, int64_t size, bool little) {
  uint64_t bits = 0;
  for (int64_t i = 0; i < size; i++) bits |= uint64_t{at[little ? i : size - 1 - i]} << (8 * i);
  return bits;
}
/// Half precision, rounded to nearest even; false when it overflows.
bool toHalf(double d, uint16_t *out) {
  uint16_t sign = std::signbit(d) ? 0x8000 : 0;
  if (std::isnan(d)) return *out = sign | 0x7e00, true;
  double magnitude = std::fabs(d);
  if (std::isinf(d)) return *out = sign | 0x7c00, true;
  int exponent;
  if (magnitude == 0) return *out = sign, true;
  std::frexp(magnitude, &exponent);
  exponent = std::max(exponent - 1, -14);
  double units = std::nearbyint(std::ldexp(magnitude, 10 - exponent)); // in units of the last place
  auto bits = static_cast<uint32_t>(units) + (static_cast<uint32_t>(exponent + 14) << 10);
  if (bits >= 0x7c00) return false;
  return *out = static_cast<uint16_t>(sign | bits), true;
}
double fromHalf(uint16_t bits) {
  int exponent = bits >> 10 & 31, fraction = bits & 1023;
  double d = exponent == 31  ? (fraction ? NAN : INFINITY)
             : exponent == 0 ? std::ldexp(fraction, -24)
                             : std::ldexp(fraction + 1024, exponent - 25);
  return bits & 0x8000 ? -d : d;
}

bool isSignedCode(char c) { return std::strchr("bhilqn", c) != nullptr; }
bool packInteger(Thread &t, const Field &f, Value v, uint8_t *at, bool little) {
  if (!isAnyInt(v)) {
    if (!typeOf(v)->slots.index) return fail(t, "required argument is not an integer"), false;
    v = toIndex(t, v);
    if (!ok(v)) return false;
  }
  IntView view(v);
  uint64_t magnitude = view.count ? view.limbs[0] : 0;
  int bits = static_cast<int>(f.size * 8);
  uint64_t top = bits == 64 ? ~uint64_t{0} : (uint64_t{1} << bits) - 1;
  bool fits = view.count <= 1;
  if (isSignedCode(f.code) || (f.code == 'P' && view.negative)) fits = fits && magnitude <= (top >> 1) + (view.negative ? 1 : 0);
  else fits = fits && !(view.negative && magnitude) && magnitude <= top;
  if (!fits) {
    if (f.size == 8) {
      const bool isLong = little && f.code != 'P'; // as a C long (long); otherwise byte by byte
      return fail(t, isLong ? "argument out of range" : "int too large to convert"), false;
    }
    // First the number has to fit a C long or, for what is written byte by byte, an unsigned long.
    const bool isShort = f.size == 1 || (f.size == 2 && little);
    int64_t number;
    const bool fitsLong = isSignedCode(f.code) || isShort ? intFits(v, &number) : view.count <= 1 && !(view.negative && magnitude);
    if (!fitsLong) return fail(t, "argument out of range"), false;
    std::string low = isSignedCode(f.code) ? std::to_string(-static_cast<int64_t>(top >> 1) - 1) : "0";
    std::string high = std::to_string(isSignedCode(f.code) ? top >> 1 : top);
    if (isShort) {
      const char *name = f.size == 1 ? "byte" : "short";
      return fail(t, (isSignedCode(f.code) ? "" : "u") + std::string(name) + " format requires " + low + " <= number <= " + high), false;
    }
    return fail(t, "'" + std::string(1, f.code) + "' format requires " + low + " <= number <= " + high), false;
  }
  putBytes(at, view.negative ? uint64_t{0} - magnitude : magnitude, f.size, little);
  return true;
}
bool packOne(Thread &t, const Field &f, Value v, uint8_t *at, bool little, bool native) {
  switch (f.code) {
  case 'c':
    if (!isBytes(v) || as<Bytes>(v)->length != 1) return fail(t, "char format requires a bytes object of length 1"), false;
    *at = as<Bytes>(v)->data[0];
    return true;
  case '?': {
    int r = truth(t, v);
    *at = r > 0;
    return r >= 0;
  }
  case 'e': case 'f': case 'd': {
    double d;
    if (!toDouble(t, v, &d)) {
      clearPending(t);
      return fail(t, "required argument is not a float"), false;
    }
    if (f.code == 'd') {
      uint64_t bits;
      std::memcpy(&bits, &d, 8);
      putBytes(at, bits, 8, little);
    } else if (f.code == 'f') {
      auto single = static_cast<float>(d);
      if (!native && std::isinf(single) && !std::isinf(d)) return raiseText(t, Exc::OverflowError, "float too large to pack with f format"), false;
      uint32_t bits;
      std::memcpy(&bits, &single, 4);
      putBytes(at, bits, 4, little);
    } else {
      uint16_t bits;
      if (!toHalf(d, &bits)) return raiseText(t, Exc::OverflowError, "float too large to pack with e format"), false;
      putBytes(at, bits, 2, little);
    }
    return true;
  }
  default:
    return packInteger(t, f, v, at, little);
  }
}
bool packString(Thread &t, const Field &f, Value v, uint8_t *at) {
  if (!isBytes(v) && !isInstance(v, TypeId::ByteArray))
    return fail(t, std::string("argument for '") + f.code + "' must be a bytes object"), false;
  ByteSpan span = spanOf(v);
  bool pascal = f.code == 'p';
  int64_t n = std::min(span.length, std::max<int64_t>(f.count - pascal, 0));
  if (pascal && f.count) at[0] = static_cast<uint8_t>(std::min<int64_t>(n, 255));
  std::memcpy(at + pascal, span.data, static_cast<size_t>(n));
  return true;
}
bool pack(Thread &t, Struct *s, const Value *values, uint8_t *out) {
  for (int64_t i = 0; i < s->fieldCount; i++) {
    const Field &f = s->fields[i];
    uint8_t *at = out + f.offset;
    if (f.code == 's' || f.code == 'p') {
      if (!packString(t, f, *values++, at)) return false;
      continue;
    }
    for (int64_t k = 0; k < f.count; k++, at += f.size)
      if (Value v = *values++; !packOne(t, f, v, at, s->little, s->native)) {
        if (!isAnyInt(v) || !pendingMatches(t, Exc::OverflowError)) return false;
        clearPending(t);
        return fail(t, "int too large to convert"), false;
      }
  }
  return true;
}

Value unpackOne(Thread &t, const Field &f, const uint8_t *at, bool little) {
  if (f.code == 'c') return fromObject(bytesNew(t, at, 1));
  if (f.code == '?') return fromBool(*at);
  uint64_t bits = getBytes(at, f.size, little);
  if (f.code == 'd') {
    double d;
    std::memcpy(&d, &bits, 8);
    return floatValue(t, d);
  }
  if (f.code == 'f') {
    auto low = static_cast<uint32_t>(bits);
    float d;
    std::memcpy(&d, &low, 4);
    return floatValue(t, d);
  }
  if (f.code == 'e') return floatValue(t, fromHalf(static_cast<uint16_t>(bits)));
  if (!isSignedCode(f.code)) return intFromUnsigned(t, bits);
  int shift = static_cast<int>(64 - f.size * 8);
  return intValue(t, static_cast<int64_t>(bits << shift) >> shift);
}
Value unpack(Thread &t, Struct *s, const uint8_t *data) {
  Tuple *result = TRY(tupleNew(t, s->valueCount));
  for (int64_t i = 0; i < s->valueCount; i++) result->items[i] = none();
  int64_t n = 0;
  for (int64_t i = 0; i < s->fieldCount; i++) {
    const Field &f = s->fields[i];
    const uint8_t *at = data + f.offset;
    if (f.code == 's') {
      result->items[n++] = fromObject(bytesNew(t, at, f.count));
    } else if (f.code == 'p') {
      int64_t length = f.count ? std::min<int64_t>(at[0], f.count - 1) : 0;
      result->items[n++] = fromObject(bytesNew(t, at + 1, length));
    } else {
      for (int64_t k = 0; k < f.count; k++, at += f.size) result->items[n++] = unpackOne(t, f, at, s->little);
    }
  }
  writeBarrier(result);
  return fromObject(result);
}

// --- Struct objects
Value newStruct(Thread &t, Value format) {
  auto *s = reinterpret_cast<Struct *>(allocateInstance(t, structType));
  return compileFormat(t, format, s) ? fromObject(s) : kNoValue;
}
constexpr int kCacheSize = 64;
Value cacheKeys[kCacheSize], cacheStructs[kCacheSize];
/// The Struct of a format, cached by the identity of exact strings.
Value structFor(Thread &t, Value format) {
  size_t slot = (bitsOf(format) >> 4) % kCacheSize;
  if (same(cacheKeys[slot], format)) return cacheStructs[slot];
  Value s = TRY(newStruct(t, format));
  cacheKeys[slot] = format;
  cacheStructs[slot] = s;
  return s;
}
Value initStruct(Thread &t, const Value *a) { return compileFormat(t, a[1], structOf(a[0])) ? none() : kNoValue; }
constexpr NativeRow kInit{"Struct", initStruct, "($self, format)"};

Value packValues(Thread &t, Struct *s, Tuple *values) {
  if (values->size != s->valueCount) {
    return fail(t, "pack expected " + std::to_string(s->valueCount) + " items for packing (got " + std::to_string(values->size) + ")");
  }
  Bytes *bytes = TRY(bytesNew(t, nullptr, s->size));
  return pack(t, s, values->items, bytes->data) ? fromObject(bytes) : kNoValue;
}
Value unpackAll(Thread &t, Struct *s, Value v) {
  BytesArgument bytes;
  if (!bytes.acquire(t, v)) return kNoValue;
  if (bytes.length != s->size) return fail(t, "unpack requires a buffer of " + std::to_string(s->size) + " bytes");
  return unpack(t, s, bytes.data);
}
bool offsetInto(Thread &t, Struct *s, Value v, int64_t length, const char *what, int64_t *offset) {
  *offset = 0;
  if (ok(v) && !toSize(t, v, offset)) return false;
  std::string size = std::to_string(s->size), at = std::to_string(*offset), have = std::to_string(length);
  bool packing = what[0] == 'p';
  if (*offset < 0) {
    if (*offset + s->size > 0)
      return fail(t, packing ? "no space to pack " + size + " bytes at offset " + at : "not enough data to unpack " + size + " bytes"), false;
    if (*offset + length < 0) return fail(t, "offset " + at + " out of range for " + have + "-byte buffer"), false;
    *offset += length;
  }
  if (length - *offset < s->size)
    return fail(t, std::string(what) + " requires a buffer of at least " + std::to_string(*offset + s->size) + " bytes for " +
                       (packing ? "packing " : "unpacking ") + size + " bytes at offset " + std::to_string(*offset) +
                       " (actual buffer size is " + have + ")"),
           false;
  return true;
}
Value unpackFrom(Thread &t, Struct *s, Value v, Value at) {
  BytesArgument bytes;
  int64_t offset;
  if (!bytes.acquire(t, v) || !offsetInto(t, s, at, bytes.length, "unpack_from", &offset)) return kNoValue;
  return unpack(t, s, bytes.data + offset);
}
Value packInto(Thread &t, Struct *s, Value target, Value at, Tuple *values) {
  if (values->size != s->valueCount)
    return fail(t, "pack_into expected " + std::to_string(s->valueCount) + " items for packing (got " + std::to_string(values->size) + ")");
  Buffer buffer;
  int64_t offset;
  if (!getBuffer(t, target, &buffer, true)) return kNoValue;
  bool good = offsetInto(t, s, at, buffer.length, "pack_into", &offset);
  if (good) {
    std::memset(buffer.data + offset, 0, static_cast<size_t>(s->size));
    good = pack(t, s, values->items, buffer.data + offset);
  }
  releaseBuffer(&buffer);
  return good ? none() : kNoValue;
}

struct UnpackIterator : Object {
  Value source, data; // data: bytes; kNoValue when exhausted
  int64_t position;
};
Value iterUnpack(Thread &t, Value s, Value v) {
  BytesArgument bytes;
  if (!bytes.acquire(t, v)) return kNoValue;
  int64_t size = structOf(s)->size;
  if (!size) return fail(t, "cannot iteratively unpack with a struct of length 0");
  if (bytes.length % size) return fail(t, "iterative unpacking requires a buffer of a multiple of " + std::to_string(size) + " bytes");
  Value data = isBytes(v) ? v : fromObject(bytesNew(t, bytes.data, bytes.length));
  auto *it = reinterpret_cast<UnpackIterator *>(allocateInstance(t, iteratorType));
  it->source = s;
  it->data = data;
  return fromObject(it);
}
Value nextUnpacked(Thread &t, Value self) {
  auto *it = as<UnpackIterator>(self);
  auto *data = as<Bytes>(it->data);
  if (it->position >= data->length) return kNoValue;
  Value v = unpack(t, structOf(it->source), data->data + it->position);
  it->position += structOf(it->source)->size;
  return v;
}

Value methodPack(Thread &t, const Value *a) { return packValues(t, structOf(a[0]), as<Tuple>(a[1])); }
Value methodUnpack(Thread &t, const Value *a) { return unpackAll(t, structOf(a[0]), a[1]); }
Value methodUnpackFrom(Thread &t, const Value *a) { return unpackFrom(t, structOf(a[0]), a[1], a[2]); }
Value methodPackInto(Thread &t, const Value *a) { return packInto(t, structOf(a[0]), a[1], a[2], as<Tuple>(a[3])); }
Value methodIterUnpack(Thread &t, const Value *a) { return iterUnpack(t, a[0], a[1]); }
Value sizeAttribute(Thread &t, Value self) { return intValue(t, structOf(self)->size); }
const NativeRow kMethods[] = {{"pack", methodPack, "($self, /, *values)"},
                              {"unpack", methodUnpack, "($self, buffer, /)"},
                              {"unpack_from", methodUnpackFrom, "($self, buffer, offset=0)"},
                              {"pack_into", methodPackInto, "($self, buffer, offset, /, *values)"},
                              {"iter_unpack", methodIterUnpack, "($self, buffer, /)"},
                              {nullptr, nullptr, nullptr}};
const GetSetRow kGetSets[] = {{"size", sizeAttribute}, {nullptr, nullptr}};
const MemberRow kMembers[] = {{"format", offsetof(Struct, format)}, {nullptr, 0}};

template <Value (*f)(Thread &, const Value *)> Value viaCache(Thread &t, const Value *a) {
  Value args[] = {TRY(structFor(t, a[0])), a[1], a[2], a[3]};
  return f(t, args);
}
Value calcSize(Thread &t, const Value *a) {
  Value s = TRY(structFor(t, a[0]));
  return intValue(t, structOf(s)->size);
}
Value packFunction(Thread &t, const Value *a) {
  Value args[] = {TRY(structFor(t, a[0])), a[1]};
  return methodPack(t, args);
}
Value unpackFunction(Thread &t, const Value *a) {
  Value args[] = {TRY(structFor(t, a[0])), a[1]};
  return methodUnpack(t, args);
}
Value unpackFromFunction(Thread &t, const Value *a) {
  Value args[] = {TRY(structFor(t, a[0])), a[1], a[2]};
  return methodUnpackFrom(t, args);
}
Value iterUnpackFunction(Thread &t, const Value *a) {
  Value s = TRY(structFor(t, a[0]));
  return iterUnpack(t, s, a[1]);
}
Value clearCache(Thread &, const Value *) {
  for (int i = 0; i < kCacheSize; i++) cacheKeys[i] = cacheStructs[i] = kNoValue;
  return none();
}
const NativeRow kFunctions[] = {{"calcsize", calcSize, "(format, /)", NativeKind::Function},
                                {"pack", packFunction, "(format, /, *values)", NativeKind::Function},
                                {"unpack", unpackFunction, "(format, buffer, /)", NativeKind::Function},
                                {"unpack_from", unpackFromFunction, "(format, /, buffer, offset=0)", NativeKind::Function},
                                {"pack_into", viaCache<methodPackInto>, "(format, buffer, offset, /, *values)", NativeKind::Function},
                                {"iter_unpack", iterUnpackFunction, "(format, buffer, /)", NativeKind::Function},
                                {"_clearcache", clearCache, "()", NativeKind::Function},
                                {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeSubclassable | kTypeWeakRefs;
  spec.instanceSize = sizeof(Struct);
  spec.trace = [](Object *o, Tracer &tracer) { tracer.value(static_cast<Struct *>(o)->format); };
  spec.dispose = [](Object *o) { std::free(static_cast<Struct *>(o)->fields); };
  spec.methods = kMethods;
  spec.getSets = kGetSets;
  spec.members = kMembers;
  spec.fillSlots = [](Slots &s) {
    s.create = createPlain;
    s.init = initBy<kInit>;
  };
  TypeSpec iterator{TypeId::Object};
  iterator.flags = kTypeNoCreate;
  iterator.instanceSize = sizeof(UnpackIterator);
  iterator.trace = [](Object *o, Tracer &tracer) {
    tracer.value(static_cast<UnpackIterator *>(o)->source);
    tracer.value(static_cast<UnpackIterator *>(o)->data);
  };
  iterator.fillSlots = [](Slots &s) {
    s.iter = identityOf;
    s.next = nextUnpacked;
  };
  structType = addType(t, module, "Struct", spec);
  iteratorType = makeNativeType(t, "_struct", "unpack_iterator", builtinType(TypeId::Object), iterator);
  errorType = addException(t, module, "error", exceptionType(Exc::Exception));
  for (Type **type : {&structType, &iteratorType, &errorType}) addRoot(type);
  addRoot(cacheKeys, kCacheSize);
  addRoot(cacheStructs, kCacheSize);
  return structType && iteratorType && errorType &&
         dictSetStr(t, errorType->dict, names().__module__, fromObject(internAscii(t, "struct"))) && addFunctions(t, module, kFunctions);
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_struct, "_struct", rt::initialise)
