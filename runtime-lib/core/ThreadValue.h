// A variable of which every thread has its own.
#pragma once

#include "runtime-lib/core/Thread.h"
#include "runtime-lib/gc/Heap.h"

namespace rt {

class ThreadValue {
public:
  /// The calling thread's value, at first kNoValue; a root. The reference stays valid.
  Value &of(Thread &t) {
    for (Entry *entry = entries_; entry; entry = entry->next)
      if (entry->thread == &t) return entry->value;
    auto *entry = new Entry{&t, kNoValue, entries_};
    addRoot(&entry->value);
    entries_ = entry;
    return entry->value;
  }

private:
  struct Entry {
    Thread *thread;
    Value value;
    Entry *next;
  };
  Entry *entries_ = nullptr;
};

} // namespace rt
