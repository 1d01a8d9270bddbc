// memoryview: a view of an object's buffer with shape, strides and item format.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

/// Each view holds its own export of `base`'s buffer, so a view keeps the memory in place until
/// release().
struct MemoryView : Object {
  Value base; // the object that owns the memory
  Buffer held;
  uint8_t *data; // first item
  int64_t itemSize;
  int64_t exports; // buffers that others took from this view
  int64_t hash;    // valid when hashed: also after release()
  char format[8];  // native single character, perhaps behind '@'; or longer formats, cut, which
                   // cannot be read
  int32_t ndim;
  bool readOnly, released, hashed;
  int64_t dims[]; // shape, then strides
  int64_t *shape() { return dims; }
  int64_t *strides() { return dims + ndim; }
};

/// Item code of a native format ("@i" -> 'i'), 0 for others; its size.
char itemCode(const char *format);
int64_t itemSizeOf(char code);
/// The Python value of an item.
Value unpackItem(Thread &, const uint8_t *p, const char *format);
bool packItem(Thread &, uint8_t *p, const char *format, Value v);

} // namespace rt
