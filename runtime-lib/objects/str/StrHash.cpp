// Hash of str and bytes: SipHash-1-3 (Aumasson, Bernstein) over the raw code units. The key is
// random per process unless PYTHONHASHSEED gives a seed; for a seed the values equal CPython's.
#include "runtime-lib/core/ProgramOptions.h"
#include "runtime-lib/objects/str/Str.h"

#include <bit>
#include <cstdio>
#include <cstdlib>
#include <sys/random.h>

namespace rt {
namespace {

struct HashKey {
  uint64_t k0 = 0, k1 = 0;
  bool ready = false;
};
HashKey key;

// A linear congruential generator spreads a 32-bit seed over the key; seed 0 means an all-zero key.
void keyFromSeed(uint32_t seed) {
  if (seed == 0)
    return;
  uint8_t bytes[16];
  uint32_t x = seed;
  for (uint8_t &b : bytes) {
    x = x * 214013u + 2531011u;
    b = static_cast<uint8_t>(x >> 16);
  }
  auto word = [&](int at) {
    uint64_t w = 0;
    for (int i = 7; i >= 0; i--)
      w = w << 8 | bytes[at + i];
    return w;
  };
  key.k0 = word(0);
  key.k1 = word(8);
}

void initialiseKey() {
  key.ready = true;
  const char *text = programOptions.ignoreHashSeed ? nullptr : pythonVariable("PYTHONHASHSEED");
  if (text && std::strcmp(text, "random") != 0) {
    char *end;
    unsigned long seed = std::strtoul(text, &end, 10);
    if (end != text && *end == 0 && seed <= 0xffffffffUL)
      return keyFromSeed(static_cast<uint32_t>(seed));
    if (*text) {
      std::fputs("Fatal Python error: config_init_hash_seed: PYTHONHASHSEED must be \"random\" or an integer in range "
                 "[0; 4294967295]\n", stderr);
      std::exit(1);
    }
  }
  if (getrandom(&key, 16, 0) != 16)
    key.k0 = reinterpret_cast<uintptr_t>(&text);
}

inline uint64_t loadLittle(const uint8_t *p) {
  uint64_t w;
  std::memcpy(&w, p, 8);
  if constexpr (std::endian::native == std::endian::big)
    w = __builtin_bswap64(w);
  return w;
}

struct Sip {
  uint64_t v0, v1, v2, v3;
  void round() {
    v0 += v1, v2 += v3;
    v1 = std::rotl(v1, 13) ^ v0, v3 = std::rotl(v3, 16) ^ v2;
    v0 = std::rotl(v0, 32);
    v2 += v1, v0 += v3;
    v1 = std::rotl(v1, 17) ^ v2, v3 = std::rotl(v3, 21) ^ v0;
    v2 = std::rotl(v2, 32);
  }
};

} // namespace

uint64_t sipHash13(uint64_t key0, uint64_t key1, const void *data, size_t length) {
  Sip s{key0 ^ 0x736f6d6570736575ULL, key1 ^ 0x646f72616e646f6dULL,
        key0 ^ 0x6c7967656e657261ULL, key1 ^ 0x7465646279746573ULL};
  auto *p = static_cast<const uint8_t *>(data);
  uint64_t last = static_cast<uint64_t>(length) << 56;
  for (; length >= 8; length -= 8, p += 8) {
    uint64_t m = loadLittle(p);
    s.v3 ^= m;
    s.round();
    s.v0 ^= m;
  }
  for (size_t i = 0; i < length; i++)
    last |= static_cast<uint64_t>(p[i]) << (8 * i);
  s.v3 ^= last;
  s.round();
  s.v0 ^= last;
  s.v2 ^= 0xff;
  s.round(), s.round(), s.round();
  return (s.v0 ^ s.v1) ^ (s.v2 ^ s.v3);
}

uint64_t hashBytes(const void *data, size_t length) {
  if (length == 0)
    return 0;
  if (!key.ready)
    initialiseKey();
  uint64_t h = sipHash13(key.k0, key.k1, data, length);
  return h == ~uint64_t{0} ? ~uint64_t{1} : h;
}

uint64_t strComputeHash(Str *s) {
  return s->hash = hashBytes(s->data, static_cast<size_t>(s->length) * strKind(s));
}

} // namespace rt
