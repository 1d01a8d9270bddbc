// The _sha3 module: SHA-3 and SHAKE (FIPS 202) over the Keccak-f[1600] permutation.
#include "runtime-lib/modules/hash/Hash.h"

#include "runtime-lib/modules/System.h"

#include <bit>
#include <cstring>

namespace rt {

namespace {

struct Kind {
  const char *name;
  unsigned digestSize; // 0: of any length
  unsigned rate;       // bytes
  uint8_t suffix;
};
constexpr Kind kKinds[] = {{"sha3_224", 28, 144, 6}, {"sha3_256", 32, 136, 6},  {"sha3_384", 48, 104, 6},
                           {"sha3_512", 64, 72, 6},  {"shake_128", 0, 168, 31}, {"shake_256", 0, 136, 31}};

void permute(uint64_t *a) {
  static constexpr uint64_t kConstants[24] = {
      0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000, 0x000000000000808b, 0x0000000080000001,
      0x8000000080008081, 0x8000000000008009, 0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
      0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003, 0x8000000000008002, 0x8000000000000080,
      0x000000000000800a, 0x800000008000000a, 0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008};
  static constexpr uint8_t kRotations[24] = {1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44};
  static constexpr uint8_t kPlaces[24] = {10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1};
  for (uint64_t constant : kConstants) {
    uint64_t c[5];
    for (int x = 0; x < 5; x++) c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
    for (int x = 0; x < 5; x++) {
      const uint64_t d = c[(x + 4) % 5] ^ std::rotl(c[(x + 1) % 5], 1);
      for (int y = 0; y < 25; y += 5) a[x + y] ^= d;
    }
    uint64_t moved = a[1];
    for (int i = 0; i < 24; i++) {
      const uint64_t next = a[kPlaces[i]];
      a[kPlaces[i]] = std::rotl(moved, kRotations[i]);
      moved = next;
    }
    for (int y = 0; y < 25; y += 5) {
      for (int x = 0; x < 5; x++) c[x] = a[y + x];
      for (int x = 0; x < 5; x++) a[y + x] = c[x] ^ (~c[(x + 1) % 5] & c[(x + 2) % 5]);
    }
    a[0] ^= constant;
  }
}

struct Sponge {
  uint64_t words[25]; // little-endian machines only
  unsigned used;      // bytes of the current block
  uint8_t *bytes() { return reinterpret_cast<uint8_t *>(words); }
  void absorb(const Kind &kind, const uint8_t *data, size_t size) {
    for (; size; data++, size--) {
      bytes()[used] ^= *data;
      if (++used == kind.rate) permute(words), used = 0;
    }
  }
  void squeeze(const Kind &kind, uint8_t *out, size_t size) const {
    Sponge s = *this;
    s.bytes()[s.used] ^= kind.suffix;
    s.bytes()[kind.rate - 1] ^= 0x80;
    while (size) {
      permute(s.words);
      size_t n = size < kind.rate ? size : kind.rate;
      std::memcpy(out, s.words, n);
      out += n, size -= n;
    }
  }
};
struct HashObject : Object {
  const Kind *kind;
  Sponge sponge;
};
Type *hashTypes[std::size(kKinds)];
HashObject *hashOf(Value v) { return as<HashObject>(v); }

bool feed(Thread &t, HashObject *h, Value v) {
  BytesArgument bytes;
  if (!hashInput(t, v, &bytes)) return false;
  h->sponge.absorb(*h->kind, bytes.data, static_cast<size_t>(bytes.length));
  return true;
}
template <size_t i> Value create(Thread &t, const Value *a) {
  auto *h = reinterpret_cast<HashObject *>(allocateInstance(t, as<Type>(a[0])));
  h->kind = &kKinds[i];
  return !ok(a[1]) || feed(t, h, a[1]) ? fromObject(h) : kNoValue;
}
template <size_t i> constexpr NativeRow kCreate{kKinds[i].name, create<i>, "($type, data=b'', /, *, usedforsecurity=True)"};

Value update(Thread &t, const Value *a) { return feed(t, hashOf(a[0]), a[1]) ? none() : kNoValue; }
Value copy(Thread &t, const Value *a) {
  auto *made = reinterpret_cast<HashObject *>(allocateInstance(t, typeOf(a[0])));
  made->kind = hashOf(a[0])->kind;
  made->sponge = hashOf(a[0])->sponge;
  return fromObject(made);
}
Value output(Thread &t, HashObject *h, int64_t size) {
  Bytes *bytes = TRY(bytesNew(t, nullptr, size));
  h->sponge.squeeze(*h->kind, bytes->data, static_cast<size_t>(size));
  return fromObject(bytes);
}
Value hexOf(Thread &t, Value bytes) {
  return hexText(t, {as<Bytes>(TRY(bytes))->data, as<Bytes>(bytes)->length}, kNoValue, kNoValue);
}
Value digest(Thread &t, const Value *a) { return output(t, hashOf(a[0]), hashOf(a[0])->kind->digestSize); }
Value hexDigest(Thread &t, const Value *a) { return hexOf(t, digest(t, a)); }
Value digestOfLength(Thread &t, const Value *a) {
  Value number = a[1];
  if (!isAnyInt(number)) return raiseText(t, Exc::TypeError, "an integer is required");
  int64_t size;
  if (intSign(number) < 0) return raiseText(t, Exc::ValueError, "value must be positive");
  if (!intFits(number, &size)) return raise(t, Msg::IntTooLargeForUnsignedLong);
  if (size >= 1 << 29) return raiseText(t, Exc::ValueError, "length is too large");
  return output(t, hashOf(a[0]), size);
}
Value hexDigestOfLength(Thread &t, const Value *a) { return hexOf(t, digestOfLength(t, a)); }
const NativeRow kFixedMethods[] = {{"copy", copy, "($self, /)"},
                                   {"digest", digest, "($self, /)"},
                                   {"hexdigest", hexDigest, "($self, /)"},
                                   {"update", update, "($self, data, /)"},
                                   {nullptr, nullptr, nullptr}};
const NativeRow kShakeMethods[] = {{"copy", copy, "($self, /)"},
                                   {"digest", digestOfLength, "($self, length, /)"},
                                   {"hexdigest", hexDigestOfLength, "($self, length, /)"},
                                   {"update", update, "($self, data, /)"},
                                   {nullptr, nullptr, nullptr}};

Value nameOf(Thread &t, Value v) { return fromObject(internAscii(t, hashOf(v)->kind->name)); }
Value blockSize(Thread &, Value v) { return fromInt(hashOf(v)->kind->rate); }
Value digestSize(Thread &, Value v) { return fromInt(hashOf(v)->kind->digestSize); }
Value rateBits(Thread &, Value v) { return fromInt(hashOf(v)->kind->rate * 8); }
Value capacityBits(Thread &, Value v) { return fromInt(1600 - hashOf(v)->kind->rate * 8); }
Value suffix(Thread &t, Value v) { return fromObject(bytesNew(t, &hashOf(v)->kind->suffix, 1)); }
const GetSetRow kGetSets[] = {{"_capacity_bits", capacityBits}, {"_rate_bits", rateBits},     {"_suffix", suffix}, {"block_size", blockSize},
                              {"digest_size", digestSize},      {"name", nameOf},             {nullptr, nullptr}};

template <size_t i> bool addHash(Thread &t, Value module) {
  TypeSpec spec{TypeId::Object};
  spec.instanceSize = sizeof(HashObject);
  spec.fillSlots = [](Slots &s) { s.create = createBy<kCreate<i>>; };
  spec.methods = kKinds[i].digestSize ? kFixedMethods : kShakeMethods;
  spec.getSets = kGetSets;
  hashTypes[i] = addType(t, module, kKinds[i].name, spec);
  addRoot(&hashTypes[i]);
  return hashTypes[i] != nullptr;
}
bool initialise(Thread &t, Value module) {
  return addHash<0>(t, module) && addHash<1>(t, module) && addHash<2>(t, module) && addHash<3>(t, module) && addHash<4>(t, module) &&
         addHash<5>(t, module) && addText(t, module, "implementation", "generic");
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_sha3, "_sha3", rt::initialise)
