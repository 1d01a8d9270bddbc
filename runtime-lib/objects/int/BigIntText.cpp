// Limb arrays <-> digits. Powers of two shift; other bases divide and conquer on powers
// base^(chunk 2^k), so the cost follows that of multiplication and division.
#include "runtime-lib/objects/int/BigInt.h"

#include <bit>
#include <cmath>
#include <cstring>
#include <vector>

namespace rt::big {
namespace {

struct Chunk {
  unsigned digits; // the most that fit a limb
  Limb power;      // base ** digits
};
Chunk chunkOf(unsigned base) {
  Chunk c{0, 1};
  while (c.power <= ~Limb{0} / base) {
    c.power *= base;
    c.digits++;
  }
  return c;
}

char digitOf(unsigned d) { return static_cast<char>(d < 10 ? '0' + d : 'a' + d - 10); }

bool isPowerOfTwo(unsigned base) { return (base & (base - 1)) == 0; }

constexpr size_t kSplitLimbs = 24; // below: divide by a limb at a time

using Number = std::vector<Limb>;

// powers[k] = base ^ (chunk.digits << k)
std::vector<Number> powersUpTo(Limb first, size_t limbs) {
  std::vector<Number> powers{{first}};
  while (powers.back().size() * 2 - 1 <= limbs) {
    const Number &last = powers.back();
    Number square(last.size() * 2);
    mul(square.data(), last.data(), last.size(), last.data(), last.size());
    square.resize(normalised(square.data(), square.size()));
    powers.push_back(std::move(square));
  }
  return powers;
}

// The decimal digits of a, ending at `at`: 19 at a time (10^19 needs no shift to be normalised).
char *writeDecimal(char *at, Limb *a, size_t n) {
  constexpr Limb kPower = 10000000000000000000u;
  constexpr Limb kInverse = 0xd83c94fb6d2ac34a; // (2^128 - 1) / 10^19 - 2^64
  n = normalised(a, n);
  auto pair = [&](unsigned d) {
    *--at = static_cast<char>('0' + d % 10);
    *--at = static_cast<char>('0' + d / 10);
  };
  while (n > 1) {
    Limb rest = 0;
    for (size_t i = n; i--;)
      a[i] = divWide(rest, a[i], kPower, kInverse, &rest);
    n = normalised(a, n);
    uint32_t high = static_cast<uint32_t>(rest / 10000000000000000u), middle, low;
    rest %= 10000000000000000u;
    middle = static_cast<uint32_t>(rest / 100000000u);
    low = static_cast<uint32_t>(rest % 100000000u);
    for (uint32_t part : {low, middle})
      for (int i = 0; i < 4; i++, part /= 100)
        pair(part % 100);
    pair(high % 100);
    *--at = static_cast<char>('0' + high / 100);
  }
  for (Limb rest = n ? a[0] : 0; rest; rest /= 10)
    *--at = static_cast<char>('0' + rest % 10);
  return at;
}

class DigitWriter {
public:
  DigitWriter(unsigned base, Chunk chunk, const std::vector<Number> &powers)
      : base_(base), chunk_(chunk), powers_(powers) {}

  // Writes a with leading zeros so that it ends at `end` and has `width` digits; width 0: as
  // needed. Returns the start. Destroys a.
  char *write(char *end, Limb *a, size_t n, size_t width) {
    n = normalised(a, n);
    if (n < kSplitLimbs)
      return writeBase(end, a, n, width);
    size_t k = powers_.size() - 1;
    while (compare(powers_[k].data(), powers_[k].size(), a, n) > 0)
      k--;
    const Number &power = powers_[k];
    size_t low = static_cast<size_t>(chunk_.digits) << k;
    Scratch q(n - power.size() + 1), r(power.size());
    divRem(q, r, a, n, power.data(), power.size());
    write(end, r, power.size(), low);
    return write(end - low, q, n - power.size() + 1, width ? width - low : 0);
  }

private:
  char *writeBase(char *end, Limb *a, size_t n, size_t width) {
    char *at = base_ == 10 ? writeDecimal(end, a, n) : writeAny(end, a, n);
    while (width && static_cast<size_t>(end - at) < width)
      *--at = '0';
    return at;
  }

  char *writeAny(char *at, Limb *a, size_t n) {
    while (n) {
      Limb rest = divSmall(a, a, n, chunk_.power);
      n = normalised(a, n);
      for (unsigned i = 0; i < chunk_.digits && (n || rest); i++) {
        *--at = digitOf(static_cast<unsigned>(rest % base_));
        rest /= base_;
      }
    }
    return at;
  }

  unsigned base_;
  Chunk chunk_;
  const std::vector<Number> &powers_;
};

} // namespace

size_t digitBound(const Limb *a, size_t n, unsigned base) {
  double bits = static_cast<double>(bitLength(a, normalised(a, n)));
  return static_cast<size_t>(bits / std::log2(base)) + 2;
}

size_t toDigits(char *out, const Limb *a, size_t n, unsigned base) {
  n = normalised(a, n);
  if (!n) {
    *out = '0';
    return 1;
  }
  if (isPowerOfTwo(base)) {
    unsigned bits = static_cast<unsigned>(__builtin_ctz(base));
    uint64_t total = bitLength(a, n);
    size_t count = static_cast<size_t>((total + bits - 1) / bits);
    for (size_t i = 0; i < count; i++) {
      uint64_t position = static_cast<uint64_t>(i) * bits;
      size_t limb = static_cast<size_t>(position / 64);
      unsigned offset = position % 64;
      Limb d = a[limb] >> offset;
      if (offset + bits > 64 && limb + 1 < n)
        d |= a[limb + 1] << (64 - offset);
      out[count - 1 - i] = digitOf(static_cast<unsigned>(d & (base - 1)));
    }
    return count;
  }
  if (base == 10 && n <= kSplitLimbs) {
    Scratch copy(n);
    std::memcpy(copy.data(), a, n * sizeof(Limb));
    char digits[kSplitLimbs * 20];
    char *end = digits + sizeof digits, *start = writeDecimal(end, copy, n);
    std::memcpy(out, start, static_cast<size_t>(end - start));
    return static_cast<size_t>(end - start);
  }
  Chunk chunk = chunkOf(base);
  size_t bound = digitBound(a, n, base);
  std::vector<char> buffer(bound);
  Number copy(a, a + n);
  std::vector<Number> powers;
  if (n >= kSplitLimbs)
    powers = powersUpTo(chunk.power, n);
  char *end = buffer.data() + bound;
  char *start = DigitWriter(base, chunk, powers).write(end, copy.data(), n, 0);
  std::memcpy(out, start, static_cast<size_t>(end - start));
  return static_cast<size_t>(end - start);
}

size_t limbBound(size_t count, unsigned base) {
  return static_cast<size_t>(static_cast<double>(count) * std::log2(base) / 64) + 2;
}

namespace {

size_t fromDigitsBase(Limb *r, const uint8_t *digits, size_t count, unsigned base, Chunk chunk) {
  size_t n = 0, i = 0;
  while (i < count) {
    size_t step = (count - i) % chunk.digits;
    if (!step)
      step = chunk.digits;
    Limb value = 0, power = 1;
    for (size_t j = 0; j < step; j++) {
      value = value * base + digits[i + j];
      power *= base;
    }
    Limb carry = mulSmall(r, r, n, power, value);
    if (carry)
      r[n++] = carry;
    i += step;
  }
  return n;
}

size_t fromDigitsSplit(Limb *r, const uint8_t *digits, size_t count, unsigned base, Chunk chunk,
                       const std::vector<Number> &powers, size_t k) {
  if (count <= chunk.digits * kSplitLimbs)
    return fromDigitsBase(r, digits, count, base, chunk);
  while ((static_cast<size_t>(chunk.digits) << k) >= count)
    k--;
  size_t low = static_cast<size_t>(chunk.digits) << k, high = count - low;
  Scratch a(limbBound(high, base)), b(limbBound(low, base));
  size_t an = fromDigitsSplit(a, digits, high, base, chunk, powers, k);
  size_t bn = fromDigitsSplit(b, digits + high, low, base, chunk, powers, k);
  const Number &power = powers[k];
  if (!an) {
    std::memcpy(r, b.data(), bn * sizeof(Limb));
    return bn;
  }
  Scratch product(an + power.size() + 1);
  mul(product, a, an, power.data(), power.size());
  size_t n = an + power.size();
  product[n] = 0;
  if (bn > n)
    bn = n;
  add(product, product, n, b, bn);
  n = normalised(product, n);
  std::memcpy(r, product.data(), n * sizeof(Limb));
  return n;
}

} // namespace

bool isDecimalText(const char *text, size_t count) {
  unsigned char bad = 0; // no early end: this is vectorised
  for (size_t i = 0; i < count; i++)
    bad |= static_cast<unsigned char>(text[i] - '0') > 9;
  return !bad;
}

size_t fromDecimalText(Limb *r, const char *text, size_t count) {
  constexpr size_t kDigits = 19;
  constexpr Limb kPower = 10000000000000000000u;
  auto shortNumber = [](const char *p, size_t n) {
    Limb value = 0;
    for (size_t i = 0; i < n; i++)
      value = value * 10 + static_cast<Limb>(p[i] - '0');
    return value;
  };
  // Eight digits at once: neighbours are joined to pairs, pairs to fours, fours to the number.
  auto eight = [](const char *p) {
    if constexpr (std::endian::native == std::endian::little) {
      Limb v;
      std::memcpy(&v, p, 8);
      v -= 0x3030303030303030;
      v = v * 10 + (v >> 8);
      v = ((v & 0x000000ff000000ff) * (100 + (Limb{1000000} << 32)) + ((v >> 16) & 0x000000ff000000ff) * (1 + (Limb{10000} << 32))) >> 32;
      return v;
    } else {
      Limb v = 0;
      for (int i = 0; i < 8; i++)
        v = v * 10 + static_cast<Limb>(p[i] - '0');
      return v;
    }
  };
  size_t n = 0, first = count % kDigits;
  if (first)
    if (Limb value = shortNumber(text, first))
      r[n++] = value;
  for (const char *p = text + first, *end = text + count; p < end; p += kDigits) {
    const Limb value = (eight(p) * 100000000 + eight(p + 8)) * 1000 + shortNumber(p + 16, 3);
    if (const Limb carry = mulSmall(r, r, n, kPower, value))
      r[n++] = carry;
  }
  return n;
}

size_t fromDigits(Limb *r, const uint8_t *digits, size_t count, unsigned base) {
  while (count && !*digits) {
    digits++;
    count--;
  }
  if (isPowerOfTwo(base)) {
    unsigned bits = static_cast<unsigned>(__builtin_ctz(base));
    size_t n = static_cast<size_t>((static_cast<uint64_t>(count) * bits + 63) / 64);
    std::memset(r, 0, n * sizeof(Limb));
    for (size_t i = 0; i < count; i++) {
      uint64_t position = static_cast<uint64_t>(count - 1 - i) * bits;
      size_t limb = static_cast<size_t>(position / 64);
      unsigned offset = position % 64;
      r[limb] |= static_cast<Limb>(digits[i]) << offset;
      if (offset + bits > 64 && limb + 1 < n)
        r[limb + 1] |= static_cast<Limb>(digits[i]) >> (64 - offset);
    }
    return normalised(r, n);
  }
  Chunk chunk = chunkOf(base);
  if (count <= chunk.digits * kSplitLimbs)
    return fromDigitsBase(r, digits, count, base, chunk);
  std::vector<Number> powers = powersUpTo(chunk.power, limbBound(count, base) / 2 + 1);
  return fromDigitsSplit(r, digits, count, base, chunk, powers, powers.size() - 1);
}

} // namespace rt::big
