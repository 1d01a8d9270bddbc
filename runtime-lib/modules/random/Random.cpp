// The _random module: the Mersenne Twister MT19937 (Matsumoto, Nishimura 1998), with the seeding
// and the 53-bit doubles that Python documents, so that the numbers for a seed are CPython's.
#include "runtime-lib/modules/ModuleSupport.h"
#include "runtime-lib/objects/int/Int.h"

#include <ctime>
#include <sys/random.h>
#include <vector>

namespace rt {

namespace {

constexpr int kN = 624, kM = 397;

struct Random : Object {
  Value attributes;
  int32_t index;
  uint32_t state[kN];
};
Random *generator(Value v) { return as<Random>(v); }

uint32_t nextWord(Random *r) {
  uint32_t *mt = r->state;
  if (r->index >= kN) {
    auto twist = [](uint32_t high, uint32_t low) {
      uint32_t y = (high & 0x80000000u) | (low & 0x7fffffffu);
      return (y >> 1) ^ (y & 1 ? 0x9908b0dfu : 0);
    };
    for (int k = 0; k < kN; k++)
      mt[k] = mt[(k + kM) % kN] ^ twist(mt[k], mt[(k + 1) % kN]);
    r->index = 0;
  }
  uint32_t y = mt[r->index++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9d2c5680u;
  y ^= (y << 15) & 0xefc60000u;
  return y ^ (y >> 18);
}

void seedWord(Random *r, uint32_t s) {
  r->state[0] = s;
  for (int i = 1; i < kN; i++)
    r->state[i] =
        1812433253u * (r->state[i - 1] ^ (r->state[i - 1] >> 30)) + static_cast<uint32_t>(i);
  r->index = kN;
}

void seedArray(Random *r, const std::vector<uint32_t> &key) {
  seedWord(r, 19650218u);
  uint32_t *mt = r->state;
  size_t i = 1, j = 0;
  for (size_t k = std::max<size_t>(kN, key.size()); k; k--) {
    mt[i] =
        (mt[i] ^ ((mt[i - 1] ^ (mt[i - 1] >> 30)) * 1664525u)) + key[j] + static_cast<uint32_t>(j);
    if (++i >= kN) {
      mt[0] = mt[kN - 1];
      i = 1;
    }
    if (++j >= key.size())
      j = 0;
  }
  for (size_t k = kN - 1; k; k--) {
    mt[i] = (mt[i] ^ ((mt[i - 1] ^ (mt[i - 1] >> 30)) * 1566083941u)) - static_cast<uint32_t>(i);
    if (++i >= kN) {
      mt[0] = mt[kN - 1];
      i = 1;
    }
  }
  mt[0] = 0x80000000u;
}

bool seed(Thread &t, Random *r, Value v) {
  std::vector<uint32_t> key;
  if (!ok(v) || isNone(v)) {
    key.resize(kN);
    if (getrandom(key.data(), key.size() * 4, GRND_NONBLOCK) < 0) {
      timespec now;
      clock_gettime(CLOCK_REALTIME, &now);
      key = {static_cast<uint32_t>(now.tv_sec), static_cast<uint32_t>(now.tv_nsec)};
    }
  } else {
    // An int counts by its magnitude, anything else by its hash.
    int64_t h;
    if (!isAnyInt(v)) {
      if (!hash(t, v, &h))
        return false;
      v = intFromUnsigned(t, static_cast<uint64_t>(h));
      if (!ok(v))
        return false;
    }
    IntView view(v);
    for (size_t i = 0; i < view.count; i++) {
      key.push_back(static_cast<uint32_t>(view.limbs[i]));
      key.push_back(static_cast<uint32_t>(view.limbs[i] >> 32));
    }
    while (key.size() > 1 && key.back() == 0)
      key.pop_back();
    if (key.empty())
      key.push_back(0);
  }
  seedArray(r, key);
  return true;
}

Value create(Thread &t, Type *type, const Value *args, size_t positional, Tuple *) {
  auto *r = reinterpret_cast<Random *>(allocateInstance(t, type));
  return seed(t, r, positional ? args[0] : kNoValue) ? fromObject(r) : kNoValue;
}
bool init(Thread &t, Value self, const Value *args, size_t positional, Tuple *) {
  return seed(t, generator(self), positional ? args[0] : kNoValue);
}

Value randomValue(Thread &t, const Value *a) {
  auto *r = generator(a[0]);
  uint32_t high = nextWord(r) >> 5, low = nextWord(r) >> 6;
  return floatValue(t, (high * 67108864.0 + low) * (1.0 / 9007199254740992.0));
}
Value seedValue(Thread &t, const Value *a) {
  return seed(t, generator(a[0]), a[1]) ? none() : kNoValue;
}

Value getRandomBits(Thread &t, const Value *a) {
  auto *r = generator(a[0]);
  int64_t k;
  if (!toSize(t, a[1], &k))
    return kNoValue;
  if (k < 0)
    return raiseText(t, Exc::ValueError, "number of bits must be non-negative");
  if (k == 0)
    return fromInt(0);
  if (k <= 32)
    return intValue(t, nextWord(r) >> (32 - k));
  std::vector<uint64_t> limbs(static_cast<size_t>((k + 63) / 64));
  size_t words = static_cast<size_t>((k + 31) / 32);
  for (size_t i = 0; i < words; i++, k -= 32) {
    uint64_t word = nextWord(r);
    if (k < 32)
      word >>= 32 - k;
    limbs[i / 2] |= word << (i % 2 * 32);
  }
  size_t count = limbs.size();
  while (count && !limbs[count - 1])
    count--;
  return intFromLimbs(t, limbs.data(), count, false);
}

Value getState(Thread &t, const Value *a) {
  auto *r = generator(a[0]);
  Tuple *state = TRY(tupleNew(t, kN + 1));
  for (int i = 0; i < kN; i++)
    state->items[i] = fromInt(r->state[i]);
  state->items[kN] = fromInt(r->index);
  return fromObject(state);
}
Value setState(Thread &t, const Value *a) {
  auto *r = generator(a[0]);
  if (!isTuple(a[1]))
    return raiseText(t, Exc::TypeError, "state vector must be a tuple");
  auto *state = as<Tuple>(a[1]);
  if (state->size != kN + 1)
    return raiseText(t, Exc::ValueError, "state vector is the wrong size");
  int64_t words[kN + 1];
  for (int i = 0; i <= kN; i++)
    if (!toInt64(t, state->items[i], &words[i]))
      return kNoValue;
  if (words[kN] < 0 || words[kN] > kN)
    return raiseText(t, Exc::ValueError, "invalid state");
  for (int i = 0; i < kN; i++)
    r->state[i] = static_cast<uint32_t>(words[i]);
  r->index = static_cast<int32_t>(words[kN]);
  return none();
}

const NativeRow kMethods[] = {
    {"random", randomValue, "($self, /)"},           {"seed", seedValue, "($self, n=None, /)"},
    {"getrandbits", getRandomBits, "($self, k, /)"}, {"getstate", getState, "($self, /)"},
    {"setstate", setState, "($self, state, /)"},     {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeSubclassable;
  spec.instanceSize = sizeof(Random);
  spec.doc = "Random() -> create a random number generator with its own internal state.";
  spec.fillSlots = [](Slots &s) {
    s.create = create;
    s.init = init;
  };
  spec.methods = kMethods;
  return addType(t, module, "Random", spec) != nullptr;
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_random, "_random", rt::initialise)
