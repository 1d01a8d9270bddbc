// binascii: checksums.
#include "runtime-lib/core/Blocking.h"
#include "runtime-lib/modules/System.h"
#include "runtime-lib/modules/binascii/Binascii.h"
#include "runtime-lib/modules/binascii/Crc32.h"
#include "runtime-lib/objects/bytes/Bytes.h"

namespace rt::binascii {

namespace {

constexpr int64_t kLongInput = 5 * 1024; // from here on other threads may run meanwhile

Value crc32(Thread &t, const Value *a) {
  BytesArgument bytes;
  uint64_t start = 0;
  if (!bytes.acquire(t, a[0]) || (ok(a[1]) && !maskedArgument(t, a[1], &start))) return kNoValue;
  auto sum = [&] { return crc32Of(static_cast<uint32_t>(start), bytes.data, static_cast<size_t>(bytes.length)); };
  return fromInt(bytes.length > kLongInput ? unlocked(t, sum) : sum());
}
Value crcHqx(Thread &t, const Value *a) {
  BytesArgument bytes;
  uint64_t start;
  if (!bytes.acquire(t, a[0]) || !maskedArgument(t, a[1], &start)) return kNoValue;
  auto sum = static_cast<uint32_t>(start & 0xFFFF);
  for (int64_t i = 0; i < bytes.length; i++) {
    sum ^= static_cast<uint32_t>(bytes.data[i]) << 8;
    for (int k = 0; k < 8; k++) sum = (sum << 1 ^ (sum & 0x8000 ? 0x1021u : 0)) & 0xFFFF;
  }
  return fromInt(sum);
}

} // namespace

const NativeRow kChecksumFunctions[] = {NATIVE_FUNCTION("crc32", crc32, "(data, crc=0, /)"),
                                        NATIVE_FUNCTION("crc_hqx", crcHqx, "(data, crc, /)"),
                                        {nullptr, nullptr, nullptr}};

} // namespace rt::binascii
