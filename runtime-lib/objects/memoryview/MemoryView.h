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
  const char *format; // of the exporter, or of formatText
  Str *formatText;    // null: not from a cast
  int32_t ndim;
  bool readOnly, released, hashed;
  bool hasSuboffsets, hidesBase; // hidesBase: `obj` is None
  int64_t dims[];                // shape, strides, suboffsets
  int64_t *shape() { return dims; }
  int64_t *strides() { return dims + ndim; }
  int64_t *suboffsets() { return dims + 2 * ndim; }
};

/// A view of memory that `base` exports, beginning at an address, of any geometry; suboffsets may be null.
/// Nothing is checked. `format` stays as it is while base is alive.
struct Geometry {
  uint8_t *data;
  int64_t itemSize;
  const char *format;
  bool readOnly;
  int32_t ndim;
  const int64_t *shape, *strides, *suboffsets;
};
MemoryView *memoryViewNew(Thread &, Value base, const Geometry &);
/// Whether the items lie side by side in C order, or in Fortran order.
bool isContiguous(MemoryView *, bool fortran);
/// Fills what a taker of the view's memory is told; counts no export.
void describeBuffer(MemoryView *, Buffer *);
/// The same memory, which is contiguous, as bytes in one dimension.
Value memoryViewFlat(Thread &, Value view);

/// Item code of a native format ("@i" -> 'i'), 0 for others; its size.
char itemCode(const char *format);
int64_t itemSizeOf(char code);
/// The Python value of an item.
Value unpackItem(Thread &, const uint8_t *p, const char *format);
bool packItem(Thread &, uint8_t *p, const char *format, Value v);

} // namespace rt
