// Ints as sign and magnitude, and the int operations that other natives need. See also Objects.h.
#pragma once

#include "runtime-lib/objects/Objects.h"
#include "runtime-lib/objects/int/BigInt.h"

namespace rt {

/// Any int Value (immediate, bool, boxed, subclass) as sign and magnitude. Valid while the Value
/// lives.
struct IntView {
  const uint64_t *limbs;
  size_t count; // no leading zeros; 0 for zero
  bool negative;
  uint64_t small;
  explicit IntView(Value v) {
    if (isInt(v)) {
      setSmall(asInt(v));
    } else if (isBool(v)) {
      setSmall(isTrue(v));
    } else {
      const Int *n = as<Int>(v);
      limbs = n->limbs;
      negative = n->size < 0;
      count = static_cast<size_t>(negative ? -n->size : n->size);
    }
  }
  IntView(const IntView &) = delete;
  IntView &operator=(const IntView &) = delete;

private:
  void setSmall(int64_t n) {
    negative = n < 0;
    small = negative ? uint64_t{0} - static_cast<uint64_t>(n) : static_cast<uint64_t>(n);
    limbs = &small;
    count = n != 0;
  }
};

/// Exactly an int Value from sign and magnitude.
Value intFromLimbs(Thread &, const uint64_t *limbs, size_t count, bool negative);
/// A boxed int with room for `count` limbs, to be filled and then passed to intFinish, which drops
/// leading zeros and returns the immediate form when it fits. Null: MemoryError.
Int *intAllocate(Thread &, size_t count);
Value intFinish(Int *box, size_t count, bool negative);

Value intNegate(Thread &, Value v);
/// floor quotient and remainder; either may be null. ZeroDivisionError with `message`.
bool intDivMod(Thread &, Value a, Value b, Value *quotient, Value *remainder,
               Msg zero = Msg::IntDivideByZero);
Value intPower(Thread &, Value a, Value b,
               Value modulus); // modulus None: plain; b < 0 gives a float
Value intShiftLeft(Thread &, Value a, Value shift), intShiftRight(Thread &, Value a, Value shift);
Value intGcd(Thread &, Value a, Value b);
uint64_t intBitLength(Value v);
/// Nearest double, ties to even; false on overflow (nothing raised).
bool intToDouble(Value v, double *out);
/// a / b correctly rounded.
Value intTrueDivide(Thread &, Value a, Value b);
/// Exact order of an int and a double that is not NaN.
int intCompareDouble(Value v, double d);
/// Rounds to a multiple of 10 ** -digits (digits < 0), ties to even.
Value intRound(Thread &, Value v, Value digits);
/// The limit of sys.set_int_max_str_digits; 0: none.
extern int64_t rt_intMaxStrDigits;

/// Writes the digits of n in a base of 2..36 before `end`, which has kDigitRoom characters before it;
/// returns where they begin.
inline constexpr size_t kDigitRoom = 64;
char *writeDigits(char *end, uint64_t n, unsigned base);
/// int(text, base): text of int() and literals; kNoValue with nothing pending when malformed.
Value intParse(Thread &, const char *text, size_t length, int base, bool *malformed);

} // namespace rt
