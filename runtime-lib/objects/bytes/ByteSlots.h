// Slots that bytes and bytearray share.
#pragma once

#include "runtime-lib/objects/bytes/Bytes.h"

namespace rt {

Value bytesCompareSlot(Thread &, Value a, Value b, CompareKind kind);
int64_t bytesLengthSlot(Thread &, Value self);
int bytesContainsSlot(Thread &, Value self, Value item);
Value bytesConcatSlot(Thread &, Value a, Value b);
Value bytesRepeatSlot(Thread &, Value self, int64_t count);
Value bytesRemainderSlot(Thread &, Value a, Value b);
/// An index of bytes ("byte") or bytearray ("bytearray"), not yet made positive.
bool byteIndex(Thread &, Value key, const char *what, int64_t *i);
Value bytesSliceOf(Thread &, Value self, Value slice);
/// What bytes(...) and bytearray(...) contain: *out, or, when it is not 0, as many zeros as *zeros says.
bool constructorBytes(Thread &, const char *name, Value source, Value encoding, Value errors,
                      std::string *out, int64_t *zeros);
void registerByteArrayType(Thread &);

} // namespace rt
