// The _blake2 module: BLAKE2b and BLAKE2s (RFC 7693) with all parameters of tree hashing.
#include "runtime-lib/modules/hash/Hash.h"

#include "runtime-lib/core/Blocking.h"
#include "runtime-lib/modules/System.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace rt {

namespace {

/// Order of the message words in the rounds.
constexpr uint8_t kOrder[10][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4}, {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13}, {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11}, {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5}, {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0}};

struct Blake2b {
  using Word = uint64_t;
  static constexpr const char *name = "blake2b";
  static constexpr int rounds = 12, rotations[] = {32, 24, 16, 63}, offsetBytes = 8;
  static constexpr Word start[8] = {0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
                                    0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};
};
struct Blake2s {
  using Word = uint32_t;
  static constexpr const char *name = "blake2s";
  static constexpr int rounds = 10, rotations[] = {16, 12, 8, 7}, offsetBytes = 6;
  static constexpr Word start[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
};

template <typename K> struct State {
  using Word = typename K::Word;
  static constexpr size_t kBlock = 16 * sizeof(Word), kDigest = 8 * sizeof(Word), kSalt = 2 * sizeof(Word);
  Word h[8];
  uint8_t pending[kBlock];
  size_t pendingSize;
  unsigned __int128 total; // counter of two words
  uint8_t digestSize;
  bool lastNode;

  void mix(Word *v, int a, int b, int c, int d, Word x, Word y) {
    v[a] += v[b] + x;
    v[d] = std::rotr(v[d] ^ v[a], K::rotations[0]);
    v[c] += v[d];
    v[b] = std::rotr(v[b] ^ v[c], K::rotations[1]);
    v[a] += v[b] + y;
    v[d] = std::rotr(v[d] ^ v[a], K::rotations[2]);
    v[c] += v[d];
    v[b] = std::rotr(v[b] ^ v[c], K::rotations[3]);
  }
  void compress(const uint8_t *block, bool last) {
    Word m[16], v[16];
    std::memcpy(m, block, sizeof m); // little-endian machines only
    std::copy_n(h, 8, v);
    std::copy_n(K::start, 8, v + 8);
    v[12] ^= static_cast<Word>(total);
    v[13] ^= static_cast<Word>(total >> (8 * sizeof(Word)));
    if (last) v[14] = ~v[14];
    if (last && lastNode) v[15] = ~v[15];
    for (int round = 0; round < K::rounds; round++) {
      const uint8_t *s = kOrder[round % 10];
      mix(v, 0, 4, 8, 12, m[s[0]], m[s[1]]);
      mix(v, 1, 5, 9, 13, m[s[2]], m[s[3]]);
      mix(v, 2, 6, 10, 14, m[s[4]], m[s[5]]);
      mix(v, 3, 7, 11, 15, m[s[6]], m[s[7]]);
      mix(v, 0, 5, 10, 15, m[s[8]], m[s[9]]);
      mix(v, 1, 6, 11, 12, m[s[10]], m[s[11]]);
      mix(v, 2, 7, 8, 13, m[s[12]], m[s[13]]);
      mix(v, 3, 4, 9, 14, m[s[14]], m[s[15]]);
    }
    for (int i = 0; i < 8; i++) h[i] ^= v[i] ^ v[i + 8];
  }
  /// The last block waits: it is compressed in another way.
  void feed(const uint8_t *data, size_t size) {
    while (size) {
      if (pendingSize == kBlock) {
        total += kBlock;
        compress(pending, false);
        pendingSize = 0;
      }
      size_t n = std::min(size, kBlock - pendingSize);
      std::memcpy(pending + pendingSize, data, n);
      pendingSize += n;
      data += n, size -= n;
    }
  }
  void finish(uint8_t *out) const {
    State s = *this;
    s.total += s.pendingSize;
    std::memset(s.pending + s.pendingSize, 0, kBlock - s.pendingSize);
    s.compress(s.pending, true);
    std::memcpy(out, s.h, digestSize);
  }
};

template <typename K> struct HashObject : Object {
  State<K> state;
};
template <typename K> Type *hashType;
template <typename K> State<K> &stateOf(Value v) { return as<HashObject<K>>(v)->state; }

/// A number in a range that has a message of its own.
bool smallArgument(Thread &t, Value v, int least, int most, const char *message, int *out) {
  if (!ok(v)) return true;
  if (!intArgument(t, v, out)) return false;
  return (*out >= least && *out <= most) || (raiseText(t, Exc::ValueError, message), false);
}
bool offsetArgument(Thread &t, Value v, uint64_t most, const char *message, uint64_t *out) {
  if (!ok(v)) return true;
  Value number = toIndex(t, v);
  if (!ok(number)) return false;
  if (intSign(number) < 0) return raiseText(t, Exc::ValueError, "value must be positive"), false;
  if (!intToBytes(t, number, reinterpret_cast<uint8_t *>(out), sizeof *out, true, false)) return false;
  return *out <= most || (raiseText(t, Exc::OverflowError, message), false);
}
bool bytesUpTo(Thread &t, Value v, BytesArgument *bytes, size_t most, const char *kind) {
  if (!ok(v)) return true;
  if (!bytes->acquire(t, v)) return false;
  return bytes->length <= static_cast<int64_t>(most) || (raise(t, Msg::HashKeySize, kind, most), false);
}

enum Argument { kData = 1, kDigestSize, kKey, kSalt, kPerson, kFanout, kDepth, kLeafSize, kNodeOffset, kNodeDepth, kInnerSize, kLastNode };
template <typename K> Value create(Thread &t, const Value *a) {
  using S = State<K>;
  int digestSize = S::kDigest, fanout = 1, depth = 1, nodeDepth = 0, innerSize = 0;
  uint64_t leafSize = 0, nodeOffset = 0;
  BytesArgument data, key, salt, person;
  if (ok(a[kDigestSize])) {
    if (!intArgument(t, a[kDigestSize], &digestSize)) return kNoValue;
    if (digestSize < 1 || digestSize > static_cast<int>(S::kDigest)) return raise(t, Msg::HashDigestSize, S::kDigest);
  }
  constexpr uint64_t kMostOffset = K::offsetBytes == 8 ? UINT64_MAX : (uint64_t{1} << 48) - 1;
  if (!bytesUpTo(t, a[kSalt], &salt, S::kSalt, "salt") || !bytesUpTo(t, a[kPerson], &person, S::kSalt, "person") ||
      !smallArgument(t, a[kFanout], 0, 255, "fanout must be between 0 and 255", &fanout) ||
      !smallArgument(t, a[kDepth], 1, 255, "depth must be between 1 and 255", &depth) ||
      !offsetArgument(t, a[kLeafSize], UINT32_MAX, "leaf_size is too large", &leafSize) ||
      !offsetArgument(t, a[kNodeOffset], kMostOffset, "node_offset is too large", &nodeOffset) ||
      !smallArgument(t, a[kNodeDepth], 0, 255, "node_depth must be between 0 and 255", &nodeDepth))
    return kNoValue;
  if (ok(a[kInnerSize])) {
    if (!intArgument(t, a[kInnerSize], &innerSize)) return kNoValue;
    if (innerSize < 0 || innerSize > static_cast<int>(S::kDigest)) return raise(t, Msg::HashInnerSize, S::kDigest);
  }
  bool failed = false;
  bool lastNode = flagArgument(t, a[kLastNode], false, &failed);
  if (failed || !bytesUpTo(t, a[kKey], &key, S::kDigest, "key")) return kNoValue;

  auto *made = reinterpret_cast<HashObject<K> *>(allocateInstance(t, as<Type>(a[0])));
  S &s = made->state;
  // The parameter block, of the size of the state.
  uint8_t block[sizeof s.h] = {static_cast<uint8_t>(digestSize), static_cast<uint8_t>(key.length), static_cast<uint8_t>(fanout),
                               static_cast<uint8_t>(depth)};
  std::memcpy(block + 4, &leafSize, 4);
  std::memcpy(block + 8, &nodeOffset, K::offsetBytes);
  block[8 + K::offsetBytes] = static_cast<uint8_t>(nodeDepth);
  block[9 + K::offsetBytes] = static_cast<uint8_t>(innerSize);
  if (salt.length) std::memcpy(block + sizeof block - 2 * S::kSalt, salt.data, static_cast<size_t>(salt.length));
  if (person.length) std::memcpy(block + sizeof block - S::kSalt, person.data, static_cast<size_t>(person.length));
  typename K::Word words[8];
  std::memcpy(words, block, sizeof words);
  for (int i = 0; i < 8; i++) s.h[i] = K::start[i] ^ words[i];
  s.digestSize = static_cast<uint8_t>(digestSize);
  s.lastNode = lastNode;
  if (key.length) { // a block of its own in front
    uint8_t padded[S::kBlock] = {};
    std::memcpy(padded, key.data, static_cast<size_t>(key.length));
    s.feed(padded, sizeof padded);
  }
  if (ok(a[kData])) {
    if (!hashInput(t, a[kData], &data)) return kNoValue;
    s.feed(data.data, static_cast<size_t>(data.length));
  }
  return fromObject(made);
}
#define SIGNATURE                                                                                                      \
  "($type, data=b'', /, *, digest_size=64, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, "           \
  "node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True)"
template <typename K> constexpr NativeRow kCreate{K::name, create<K>, SIGNATURE};

template <typename K> Value update(Thread &t, const Value *a) {
  BytesArgument bytes;
  if (!hashInput(t, a[1], &bytes)) return kNoValue;
  stateOf<K>(a[0]).feed(bytes.data, static_cast<size_t>(bytes.length));
  return none();
}
template <typename K> Value digest(Thread &t, const Value *a) {
  uint8_t out[State<K>::kDigest];
  stateOf<K>(a[0]).finish(out);
  return fromObject(bytesNew(t, out, stateOf<K>(a[0]).digestSize));
}
template <typename K> Value hexDigest(Thread &t, const Value *a) {
  uint8_t out[State<K>::kDigest];
  stateOf<K>(a[0]).finish(out);
  return hexText(t, {out, stateOf<K>(a[0]).digestSize}, kNoValue, kNoValue);
}
template <typename K> Value copy(Thread &t, const Value *a) {
  auto *made = reinterpret_cast<HashObject<K> *>(allocateInstance(t, hashType<K>));
  made->state = stateOf<K>(a[0]);
  return fromObject(made);
}
template <typename K> Value nameOf(Thread &t, Value) { return fromObject(internAscii(t, K::name)); }
template <typename K> Value blockSize(Thread &, Value) { return fromInt(State<K>::kBlock); }
template <typename K> Value digestSizeOf(Thread &, Value v) { return fromInt(stateOf<K>(v).digestSize); }
template <typename K> const NativeRow kMethods[] = {{"copy", copy<K>, "($self, /)"},
                                                    {"digest", digest<K>, "($self, /)"},
                                                    {"hexdigest", hexDigest<K>, "($self, /)"},
                                                    {"update", update<K>, "($self, data, /)"},
                                                    {nullptr, nullptr, nullptr}};
template <typename K> const GetSetRow kGetSets[] = {
    {"block_size", blockSize<K>}, {"digest_size", digestSizeOf<K>}, {"name", nameOf<K>}, {nullptr, nullptr}};

template <typename K> bool addHash(Thread &t, Value module, const char *prefix) {
  using S = State<K>;
  TypeSpec spec{TypeId::Object};
  spec.instanceSize = sizeof(HashObject<K>);
  spec.fillSlots = [](Slots &s) { s.create = createBy<kCreate<K>>; };
  spec.methods = kMethods<K>;
  spec.getSets = kGetSets<K>;
  hashType<K> = addType(t, module, K::name, spec);
  addRoot(&hashType<K>);
  const IntConstant sizes[] = {{"MAX_DIGEST_SIZE", S::kDigest}, {"MAX_KEY_SIZE", S::kDigest}, {"PERSON_SIZE", S::kSalt}, {"SALT_SIZE", S::kSalt}};
  for (const IntConstant &row : sizes)
    if (!hashType<K> || !dictSetStr(t, hashType<K>->dict, internAscii(t, row.name), fromInt(row.number)) ||
        !addInt(t, module, std::string(prefix) + row.name, row.number))
      return false;
  return true;
}
bool initialise(Thread &t, Value module) {
  return addHash<Blake2b>(t, module, "BLAKE2B_") && addHash<Blake2s>(t, module, "BLAKE2S_");
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_blake2, "_blake2", rt::initialise)
