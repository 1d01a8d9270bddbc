// The slow half of the arena: fetching chunks. Chunks double from 64 KiB to 4 MiB, so a small
// eval() costs little and a large module needs few system calls.
#include "compiler/support/Arena.h"

#include <algorithm>
#include <cstdlib>

namespace regius {

Arena::~Arena() {
  while (chunks_) {
    Chunk *previous = chunks_->previous;
    std::free(chunks_);
    chunks_ = previous;
  }
}

void *Arena::allocateSlow(size_t size, size_t alignment) {
  size_t wanted = std::clamp<size_t>(reserved_, 64 << 10, 4 << 20);
  size_t bytes = std::max(wanted, size + alignment + sizeof(Chunk));
  auto *chunk = static_cast<Chunk *>(std::malloc(bytes));
  if (!chunk)
    std::abort();
  chunk->previous = chunks_;
  chunks_ = chunk;
  reserved_ += bytes;
  uintptr_t begin = reinterpret_cast<uintptr_t>(chunk) + sizeof(Chunk);
  uintptr_t end = reinterpret_cast<uintptr_t>(chunk) + bytes;
  uintptr_t start = (begin + alignment - 1) & ~(uintptr_t(alignment) - 1);
  // An oversized block must not throw away the free tail of the current chunk.
  if (end - (start + size) > end_ - next_) {
    next_ = start + size;
    end_ = end;
  }
  return reinterpret_cast<void *>(start);
}

} // namespace regius
