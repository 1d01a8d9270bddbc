// Shared parts of the mmap module.
#pragma once

#include "runtime-lib/modules/System.h"

namespace rt::mmapmodule {

enum Access { kDefault, kRead, kWrite, kCopy };
struct Map : Object {
  uint8_t *data; // null: closed
  int64_t size, position, offset, exports;
  int fd; // -1: not of a file
  int access;
};
inline Map *mapOf(Value v) { return as<Map>(v); }
/// The open map behind self; null with ValueError.
inline Map *opened(Thread &t, Value self) {
  if (mapOf(self)->data) return mapOf(self);
  return raiseText(t, Exc::ValueError, "mmap closed or invalid"), nullptr;
}
bool checkWritable(Thread &, const Map *);

extern const NativeRow kFileMethods[]; // FileMethods.cpp: read, write, seek, find ...
void fillSequenceSlots(Slots &);       // Sequence.cpp
bool addIterator(Thread &);            // Sequence.cpp

} // namespace rt::mmapmodule
