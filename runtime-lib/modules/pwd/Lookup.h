// Lookups in the databases of the C library, for pwd and grp.
#pragma once

#include "runtime-lib/core/Blocking.h"

#include <string>

namespace rt {

/// Calls look(record, buffer, size, &found) with buffers of growing size; null when there is no entry.
/// The record refers to `buffer`.
template <typename Record, typename F>
Record *lookUpEntry(Thread &t, Record *record, std::string *buffer, F look) {
  Record *found;
  for (buffer->resize(1024);; buffer->resize(buffer->size() * 2)) {
    int error = unlocked(t, [&] { return look(record, buffer->data(), buffer->size(), &found); });
    if (error != ERANGE) return found;
  }
}

} // namespace rt
