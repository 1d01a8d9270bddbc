// list.sort and sorted(): a stable merge sort over natural runs (after Peters' timsort): ascending
// and strictly descending runs are found and extended to a minimal length by binary insertion, and
// merged in powersort order (Munro, Wild: Nearly-Optimal Mergesorts, 2018), trimming what is in
// place already.
//
// The list is empty while it is sorted, so that comparisons written in Python cannot see or disturb
// half-done work; the items live in an array of their own that the collector knows. Keys are sorted
// together with their items. When all keys are ints, floats or strs, no Python code can run and the
// comparison is inlined.
#include "runtime-lib/objects/list/List.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace rt {
namespace {

struct Keyed {
  Value key, item;
};
inline Value keyOf(Value v) { return v; }
inline Value keyOf(const Keyed &k) { return k.key; }

// The comparisons: 1, 0, or -1 with an exception pending. Simple ones cannot fail or run code.
struct LessInt {
  static constexpr bool kSimple = true;
  int operator()(Value a, Value b) const {
    return static_cast<int64_t>(bitsOf(a)) < static_cast<int64_t>(bitsOf(b));
  }
};
struct LessBigInt {
  static constexpr bool kSimple = true;
  int operator()(Value a, Value b) const { return intCompare(a, b) < 0; }
};
struct LessFloat {
  static constexpr bool kSimple = true;
  int operator()(Value a, Value b) const { return floatAsDouble(a) < floatAsDouble(b); }
};
struct LessStr {
  static constexpr bool kSimple = true;
  int operator()(Value a, Value b) const { return strCompare(as<Str>(a), as<Str>(b)) < 0; }
};
struct LessAny {
  static constexpr bool kSimple = false;
  Thread &thread;
  int operator()(Value a, Value b) const { return compareTruth(thread, a, b, CompareKind::Less); }
};
// Tuples: the first items decide mostly, and are often all ints or all strs.
struct LessTuple {
  static constexpr bool kSimple = false;
  Thread &thread;
  int operator()(Value a, Value b) const {
    Tuple *x = as<Tuple>(a), *y = as<Tuple>(b);
    if (x->size && y->size) {
      Value p = x->items[0], q = y->items[0];
      if (bothInt(p, q) && !same(p, q))
        return asInt(p) < asInt(q);
      if (isDouble(p) && isDouble(q) && asDouble(p) != asDouble(q))
        return asDouble(p) < asDouble(q);
    }
    return compareTruth(thread, a, b, CompareKind::Less);
  }
};

#define LESS(result, a, b)                                                                         \
  int result = less_(keyOf(a), keyOf(b));                                                          \
  if (!Less::kSimple && result < 0)                                                                \
    return false;

template <typename E, typename Less> class Sorter {
public:
  // `owner` holds the elements, `spareOwner` room for half as many.
  Sorter(Less less, E *elements, int64_t n, ValueArray *owner, E *spare, ValueArray *spareOwner)
      : less_(less), e_(elements), n_(n), owner_(owner), spare_(spare), spareOwner_(spareOwner) {}

  bool sort() {
    int64_t minimum = minimalRun(n_);
    for (int64_t start = 0; start < n_;) {
      int64_t length;
      if (!findRun(start, &length))
        return false;
      if (length < minimum) {
        int64_t wanted = std::min(minimum, n_ - start);
        if (!insertionSort(start, start + wanted, start + length))
          return false;
        length = wanted;
      }
      if (!pushRun(start, length))
        return false;
      start += length;
    }
    while (runCount_ > 1)
      if (!mergeTop())
        return false;
    return true;
  }

private:
  struct Run {
    int64_t start, length;
    int power;
  };

  void stored(ValueArray *owner) {
    if (!Less::kSimple)
      writeBarrier(owner);
  }

  static int64_t minimalRun(int64_t n) {
    int64_t rest = 0;
    while (n >= 64) {
      rest |= n & 1;
      n >>= 1;
    }
    return n + rest;
  }

  bool findRun(int64_t start, int64_t *length) {
    int64_t i = start + 1;
    if (i == n_) {
      *length = 1;
      return true;
    }
    LESS(descending, e_[i], e_[i - 1])
    for (i++; i < n_; i++) {
      LESS(below, e_[i], e_[i - 1])
      if (below != descending)
        break;
    }
    *length = i - start;
    if (descending) {
      std::reverse(e_ + start, e_ + i);
      stored(owner_);
    }
    return true;
  }

  // Sorts [low, high), of which [low, start) is sorted.
  bool insertionSort(int64_t low, int64_t high, int64_t start) {
    for (; start < high; start++) {
      E pivot = e_[start];
      int64_t left = low, right = start;
      while (left < right) {
        int64_t middle = left + (right - left) / 2;
        LESS(below, pivot, e_[middle])
        if (below)
          right = middle;
        else
          left = middle + 1;
      }
      std::memmove(static_cast<void *>(e_ + left + 1), e_ + left,
                   static_cast<size_t>(start - left) * sizeof(E));
      e_[left] = pivot;
      stored(owner_);
    }
    return true;
  }

  bool pushRun(int64_t start, int64_t length) {
    if (runCount_) {
      int power = boundaryPower(runs_[runCount_ - 1], length);
      while (runCount_ > 1 && runs_[runCount_ - 2].power > power)
        if (!mergeTop())
          return false;
      runs_[runCount_ - 1].power = power;
    }
    runs_[runCount_++] = {start, length, 0};
    return true;
  }
  // Depth of the boundary between a run and the following one in a nearly optimal merge tree.
  int boundaryPower(const Run &run, int64_t nextLength) {
    uint64_t a = 2 * static_cast<uint64_t>(run.start) + static_cast<uint64_t>(run.length);
    uint64_t b = a + static_cast<uint64_t>(run.length) + static_cast<uint64_t>(nextLength);
    uint64_t n = static_cast<uint64_t>(n_) * 2;
    int power = 0;
    for (;;) {
      power++;
      a <<= 1;
      b <<= 1;
      if (a >= n) {
        a -= n;
        b -= n;
      } else if (b >= n) {
        return power;
      }
    }
  }

  bool mergeTop() {
    Run &a = runs_[runCount_ - 2], b = runs_[runCount_ - 1];
    bool good = merge(a.start, a.length, b.length);
    a.length += b.length;
    a.power = b.power;
    runCount_--;
    return good;
  }

  // Number of elements of e[0..n) that are not greater than key (Upper) or less than key, found
  // from the left or from the right end in steps that double.
  template <bool Upper>
  bool countBelow(const E &key, const E *e, int64_t n, bool fromRight, int64_t *count) {
    int64_t left = 0, right = n, step = 1;
    while (left < right) {
      int64_t middle;
      if (step > 0 && step < right - left)
        middle = fromRight ? right - step : left + step - 1;
      else
        middle = left + (right - left) / 2;
      step *= 2;
      bool below;
      if (Upper) {
        LESS(greater, key, e[middle])
        below = !greater;
      } else {
        LESS(smaller, e[middle], key)
        below = smaller;
      }
      if (below) {
        left = middle + 1;
        if (fromRight)
          step = 0;
      } else {
        right = middle;
        if (!fromRight)
          step = 0;
      }
    }
    *count = left;
    return true;
  }

  bool merge(int64_t start, int64_t na, int64_t nb) {
    E *a = e_ + start, *b = a + na;
    int64_t skip, keep;
    if (!countBelow<true>(*b, a, na, false, &skip))
      return false;
    a += skip;
    na -= skip;
    if (!na)
      return true;
    if (!countBelow<false>(a[na - 1], b, nb, true, &keep))
      return false;
    nb = keep;
    if (!nb)
      return true;
    return na <= nb ? mergeLow(a, na, b, nb) : mergeHigh(a, na, b, nb);
  }

  bool mergeLow(E *a, int64_t na, E *b, int64_t nb) {
    std::memcpy(static_cast<void *>(spare_), a, static_cast<size_t>(na) * sizeof(E));
    stored(spareOwner_);
    E *out = a, *left = spare_, *leftEnd = spare_ + na, *bEnd = b + nb;
    bool good = true;
    int64_t streak = 0; // of elements from one side
    while (left < leftEnd && b < bEnd) {
      int below = less_(keyOf(*b), keyOf(*left));
      if (!Less::kSimple && below < 0) {
        good = false;
        break;
      }
      streak = below ? (streak > 0 ? streak + 1 : 1) : (streak < 0 ? streak - 1 : -1);
      *out++ = below ? *b++ : *left++;
      stored(owner_);
      if (streak >= kGallop || streak <= -kGallop) {
        // One side wins all the time: copy what it wins by in one go.
        if (b == bEnd || left == leftEnd)
          break;
        int64_t n;
        if (streak > 0) {
          if (!(good = countBelow<false>(*left, b, bEnd - b, false, &n)))
            break;
          std::memmove(static_cast<void *>(out), b, static_cast<size_t>(n) * sizeof(E));
          b += n;
        } else {
          if (!(good = countBelow<true>(*b, left, leftEnd - left, false, &n)))
            break;
          std::memcpy(static_cast<void *>(out), left, static_cast<size_t>(n) * sizeof(E));
          left += n;
        }
        out += n;
        stored(owner_);
        streak = 0;
      }
    }
    std::memcpy(static_cast<void *>(out), left, static_cast<size_t>(leftEnd - left) * sizeof(E));
    stored(owner_);
    return good;
  }

  bool mergeHigh(E *a, int64_t na, E *b, int64_t nb) {
    std::memcpy(static_cast<void *>(spare_), b, static_cast<size_t>(nb) * sizeof(E));
    stored(spareOwner_);
    E *out = b + nb, *aEnd = a + na, *right = spare_, *rightEnd = spare_ + nb;
    bool good = true;
    int64_t streak = 0;
    while (aEnd > a && rightEnd > right) {
      int below = less_(keyOf(rightEnd[-1]), keyOf(aEnd[-1]));
      if (!Less::kSimple && below < 0) {
        good = false;
        break;
      }
      streak = below ? (streak > 0 ? streak + 1 : 1) : (streak < 0 ? streak - 1 : -1);
      *--out = below ? *--aEnd : *--rightEnd;
      stored(owner_);
      if (streak >= kGallop || streak <= -kGallop) {
        if (aEnd == a || rightEnd == right)
          break;
        int64_t n;
        if (streak > 0) { // elements of a greater than the last on the right
          if (!(good = countBelow<true>(rightEnd[-1], a, aEnd - a, true, &n)))
            break;
          n = (aEnd - a) - n;
          aEnd -= n;
          out -= n;
          std::memmove(static_cast<void *>(out), aEnd, static_cast<size_t>(n) * sizeof(E));
        } else {
          if (!(good = countBelow<false>(aEnd[-1], right, rightEnd - right, true, &n)))
            break;
          n = (rightEnd - right) - n;
          rightEnd -= n;
          out -= n;
          std::memcpy(static_cast<void *>(out), rightEnd, static_cast<size_t>(n) * sizeof(E));
        }
        stored(owner_);
        streak = 0;
      }
    }
    int64_t left = rightEnd - right;
    std::memcpy(static_cast<void *>(out - left), right, static_cast<size_t>(left) * sizeof(E));
    stored(owner_);
    return good;
  }

  static constexpr int64_t kGallop = 7;
  Less less_;
  E *e_;
  int64_t n_;
  ValueArray *owner_;
  E *spare_;
  ValueArray *spareOwner_;
  Run runs_[90];
  int runCount_ = 0;
};

// --- Many ints, floats or strs in no order: stable radix sort of 64-bit images of the keys, 11
// bits a pass, leaving out the passes where all keys agree. No code of the program runs and nothing
// is allocated meanwhile, so the images may stand in the place of the keys and the buffers are
// malloc'ed.
constexpr int64_t kRadixLeast = 300;

struct Imaged {
  uint64_t image;
  uint64_t place;
};
inline uint64_t &imageIn(uint64_t &e) { return e; }
inline uint64_t &imageIn(Imaged &e) { return e.image; }

template <typename E> bool radixSort(E *e, int64_t n) {
  constexpr int kBits = 11, kPasses = 6;
  constexpr uint64_t kMask = (1 << kBits) - 1;
  auto counts =
      static_cast<uint32_t(*)[kMask + 1]>(std::calloc(kPasses * (kMask + 1), sizeof(uint32_t)));
  E *spare = static_cast<E *>(std::malloc(static_cast<size_t>(n) * sizeof(E)));
  if (!counts || !spare)
    return false;
  for (int64_t i = 0; i < n; i++)
    for (int p = 0; p < kPasses; p++)
      counts[p][imageIn(e[i]) >> (p * kBits) & kMask]++;
  E *from = e, *to = spare;
  uint64_t first = imageIn(e[0]);
  for (int p = 0; p < kPasses; p++) {
    int shift = p * kBits;
    uint32_t *start = counts[p];
    if (start[first >> shift & kMask] == static_cast<uint32_t>(n))
      continue;
    uint32_t at = 0;
    for (uint64_t d = 0; d <= kMask; d++)
      at += std::exchange(start[d], at);
    for (int64_t i = 0; i < n; i++)
      to[start[imageIn(from[i]) >> shift & kMask]++] = from[i];
    std::swap(from, to);
  }
  if (from != e) {
    std::memcpy(static_cast<void *>(e), from, static_cast<size_t>(n) * sizeof(E));
    spare = from;
  }
  std::free(spare);
  std::free(counts);
  return true;
}

constexpr uint64_t kTopBit = uint64_t{1} << 63;
inline uint64_t imageOfDouble(double d) {
  uint64_t bits;
  std::memcpy(&bits, &d, sizeof bits);
  return bits & kTopBit ? ~bits : bits | kTopBit;
}
inline double doubleOfImage(uint64_t image) {
  uint64_t bits = image & kTopBit ? image ^ kTopBit : ~image;
  double d;
  std::memcpy(&d, &bits, sizeof d);
  return d;
}
inline uint64_t *imagesIn(Value *e) { return reinterpret_cast<uint64_t *>(e); }
inline Imaged *imagesIn(Keyed *e) { return reinterpret_cast<Imaged *>(e); }

template <typename E> bool sortIntsByRadix(E *e, int64_t n) {
  auto *images = imagesIn(e);
  for (int64_t i = 0; i < n; i++)
    imageIn(images[i]) ^= kTopBit;
  bool good = radixSort(images, n);
  for (int64_t i = 0; i < n; i++)
    imageIn(images[i]) ^= kTopBit;
  return good;
}

// Immediate floats without nan (no order) and -0.0 (equal to 0.0).
template <typename E> bool sortFloatsByRadix(E *e, int64_t n) {
  for (int64_t i = 0; i < n; i++) {
    Value v = keyOf(e[i]);
    if (!isDouble(v) || asDouble(v) != asDouble(v) || same(v, fromDoubleImmediate(-0.0)))
      return false;
  }
  auto *images = imagesIn(e);
  for (int64_t i = 0; i < n; i++)
    imageIn(images[i]) = imageOfDouble(asDouble(keyOf(e[i])));
  bool good = radixSort(images, n);
  for (int64_t i = 0; i < n; i++)
    imageIn(images[i]) = bitsOf(fromDoubleImmediate(doubleOfImage(imageIn(images[i]))));
  return good;
}

inline uint64_t prefixOf(const Str *s) {
  uint64_t prefix = 0;
  if (s->length >= 8) {
    std::memcpy(&prefix, s->data, 8);
    if constexpr (std::endian::native == std::endian::little)
      prefix = __builtin_bswap64(prefix);
    return prefix;
  }
  for (int64_t i = 0; i < s->length; i++)
    prefix |= static_cast<uint64_t>(s->data[i]) << (56 - 8 * i);
  return prefix;
}

// Strs of one byte per character: by their first eight bytes, and runs of equal ones by merging.
template <typename E> bool sortStrsByPrefix(E *e, int64_t n) {
  for (int64_t i = 0; i < n; i++)
    if (strKind(as<Str>(keyOf(e[i]))) != 1)
      return false;
  size_t count = static_cast<size_t>(n);
  auto *images = static_cast<Imaged *>(std::malloc(count * sizeof(Imaged)));
  auto *sorted = static_cast<E *>(std::malloc((count + count / 2 + 1) * sizeof(E)));
  bool good = images && sorted;
  for (int64_t i = 0; good && i < n; i++)
    images[i] = {prefixOf(as<Str>(keyOf(e[i]))), static_cast<uint64_t>(i)};
  good = good && radixSort(images, n);
  for (int64_t i = 0; good && i < n; i++)
    sorted[i] = e[images[i].place];
  for (int64_t i = 0; good && i < n;) {
    int64_t end = i + 1;
    while (end < n && images[end].image == images[i].image)
      end++;
    if (end - i > 1)
      Sorter<E, LessStr>(LessStr{}, sorted + i, end - i, nullptr, sorted + n, nullptr).sort();
    i = end;
  }
  if (good)
    std::memcpy(static_cast<void *>(e), sorted, count * sizeof(E));
  std::free(sorted);
  std::free(images);
  return good;
}

// A sample of neighbours: merging natural runs is better when most of them are in order.
template <typename E, typename Less> bool isDisordered(const E *e, int64_t n, Less less) {
  if (n < kRadixLeast || n > INT32_MAX)
    return false;
  constexpr int kSample = 128;
  int below = 0;
  for (int i = 0; i < kSample; i++) {
    int64_t at = (n - 1) * i / kSample;
    below += less(keyOf(e[at + 1]), keyOf(e[at]));
  }
  return below > kSample / 20 && below < kSample - kSample / 20;
}

enum class KeyKind { Int, BigInt, Float, Str, Tuple, Any };

template <typename E> KeyKind kindOfKeys(const E *e, int64_t n) {
  auto all = [&](auto test) {
    for (int64_t i = 0; i < n; i++)
      if (!test(keyOf(e[i])))
        return false;
    return true;
  };
  Value first = keyOf(e[0]);
  if (isInt(first) && all([](Value v) { return isInt(v); }))
    return KeyKind::Int;
  if (isExactly(first, TypeId::Int) && all([](Value v) { return isExactly(v, TypeId::Int); }))
    return KeyKind::BigInt;
  if (isExactly(first, TypeId::Float) && all([](Value v) { return isExactly(v, TypeId::Float); }))
    return KeyKind::Float;
  if (isExactly(first, TypeId::Str) && all([](Value v) { return isExactly(v, TypeId::Str); }))
    return KeyKind::Str;
  if (isExactly(first, TypeId::Tuple) && all([](Value v) { return isExactly(v, TypeId::Tuple); }))
    return KeyKind::Tuple;
  return KeyKind::Any;
}

template <typename E> bool sortElements(Thread &t, E *e, int64_t n, ValueArray *owner) {
  if (n < 2)
    return true;
  KeyKind kind = kindOfKeys(e, n);
  constexpr int64_t kWords = sizeof(E) / sizeof(Value);
  bool done = false;
  if (kind == KeyKind::Int)
    done = isDisordered(e, n, LessInt{}) && sortIntsByRadix(e, n);
  if (kind == KeyKind::Float)
    done = isDisordered(e, n, LessFloat{}) && sortFloatsByRadix(e, n);
  if (kind == KeyKind::Str)
    done = isDisordered(e, n, LessStr{}) && sortStrsByPrefix(e, n);
  if (done) {
    writeBarrier(owner);
    return true;
  }
  ValueArray *spareOwner = valueArrayNew(t, (n / 2 + 1) * kWords);
  if (!spareOwner)
    return false;
  E *spare = reinterpret_cast<E *>(spareOwner->items);
  bool good = true;
  auto run = [&](auto less) {
    good = Sorter<E, decltype(less)>(less, e, n, owner, spare, spareOwner).sort();
  };
  switch (kind) {
  case KeyKind::Int:
    run(LessInt{});
    break;
  case KeyKind::BigInt:
    run(LessBigInt{});
    break;
  case KeyKind::Float:
    run(LessFloat{});
    break;
  case KeyKind::Str:
    run(LessStr{});
    break;
  case KeyKind::Tuple:
    run(LessTuple{t});
    break;
  case KeyKind::Any:
    run(LessAny{t});
    break;
  }
  writeBarrier(owner);
  return good;
}

bool sortWithKeys(Thread &t, ValueArray *array, int64_t n, Value key) {
  ValueArray *pairs = valueArrayNew(t, 2 * n);
  if (!pairs)
    return false;
  Keyed *e = reinterpret_cast<Keyed *>(pairs->items);
  for (int64_t i = 0; i < n; i++) {
    Value item = array->items[i];
    Value k = call(t, key, &item, 1);
    if (!ok(k))
      return false;
    e[i] = {k, item};
    writeBarrier(pairs);
  }
  bool good = sortElements(t, e, n, pairs);
  for (int64_t i = 0; i < n; i++)
    array->items[i] = e[i].item;
  writeBarrier(array);
  return good;
}

} // namespace

bool listSort(Thread &t, List *list, Value key, bool reverse) {
  int64_t n = list->size;
  ValueArray *array = list->array;
  if (!ok(key))
    key = none();
  list->size = 0;
  list->array = nullptr;
  bool good = true;
  if (n) {
    // Reversing twice keeps equal items in their order.
    if (reverse)
      std::reverse(array->items, array->items + n);
    good = isNone(key) ? sortElements(t, array->items, n, array) : sortWithKeys(t, array, n, key);
    if (reverse)
      std::reverse(array->items, array->items + n);
  }
  bool modified = list->size != 0 || list->array;
  list->size = n;
  list->array = array;
  writeBarrier(list);
  if (good && modified) {
    raise(t, Msg::ListModifiedDuringSort);
    return false;
  }
  return good;
}

} // namespace rt
