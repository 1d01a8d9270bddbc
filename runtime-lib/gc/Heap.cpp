// Allocation. One virtual region is reserved at start-up and cut into 32 KB blocks. A block holds cells
// of one size; a thread owns one zeroed interval of free cells for each small size and bumps through
// it. When an interval is used up, the next run of dead cells of a block is zeroed and handed out: that
// is all the sweeping there is (free space is found in the bitmap, dead cells are never visited).
//
//   block: | Block header, live bits, mark bits | cell | cell | free free free | cell | ...
//                                                              ^cursor       ^end
//
// A cell in an interval is an object once its header is not zero.
#include "runtime-lib/gc/Block.h"

#include "runtime-lib/core/Raise.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/mman.h>

namespace rt {
namespace gc {

Heap heap;

static constexpr size_t kMinThreshold = size_t{16} << 20;
static constexpr uint16_t kMidSizes[kMidClasses] = {640,  768,  896,  1024, 1280, 1536, 1792,  2048,  2304,  2688,
                                                    3200, 3584, 4032, 4608, 5344, 6400, 8032, 10688, 12288, 15872};

unsigned classOf(size_t size) {
  if (size <= kSmallLimit) return static_cast<unsigned>((size + kGranule - 1) / kGranule) - 1;
  unsigned i = 0;
  while (kMidSizes[i] < size) i++;
  return kSizeClasses + i;
}
size_t cellSizeOf(unsigned sizeClass) {
  return sizeClass < kSizeClasses ? (sizeClass + 1) * kGranule : kMidSizes[sizeClass - kSizeClasses];
}

[[noreturn]] static void outOfMemory() {
  std::fputs("Fatal Python error: out of memory\n", stderr);
  std::abort();
}

/// `count` adjacent free blocks; their memory is zero when *zeroed.
static bool takeBlocks(size_t count, uint32_t *start, bool *zeroed) {
  for (size_t i = heap.freeRuns.size(); i-- > 0;) {
    FreeRun &run = heap.freeRuns[i];
    if (run.count < count) continue;
    run.count -= static_cast<uint32_t>(count);
    *start = run.start + run.count;
    *zeroed = false;
    if (!run.count) {
      heap.freeRuns[i] = heap.freeRuns.back();
      heap.freeRuns.pop_back();
    }
    return true;
  }
  size_t capacity = static_cast<size_t>(heap.limit - heap.base) >> kBlockShift;
  if (count > capacity - heap.blockLimit) return false;
  *start = heap.blockLimit;
  heap.blockLimit += static_cast<uint32_t>(count);
  *zeroed = true;
  return true;
}

/// A block of cells whose memory is zero in [firstCell, end) when the result's sweepAt is kZeroed.
static Block *newCellBlock(unsigned sizeClass, bool *zeroed) {
  uint32_t index;
  if (!takeBlocks(1, &index, zeroed)) outOfMemory();
  Block *block = blockAt(index);
  std::memset(static_cast<void *>(block), 0, sizeof(Block));
  block->cellSize = static_cast<uint32_t>(cellSizeOf(sizeClass));
  block->firstCell = kFirstCell;
  block->cellCount = static_cast<uint32_t>((kBlockSize - kFirstCell) / block->cellSize);
  block->blockCount = 1;
  heap.kinds[index] = BlockKind::Cells;
  return block;
}

static char *cellAddress(Block *block, uint32_t i) {
  return reinterpret_cast<char *>(block) + block->firstCell + size_t{i} * block->cellSize;
}

/// Next run of free cells of a block, zeroed and marked live; false when there is none left.
static bool nextInterval(Block *block, AllocationInterval *out, bool zeroed, bool one) {
  uint32_t i = block->sweepAt, n = block->cellCount;
  size_t step = block->cellSize / kGranule, granule = block->firstCell / kGranule + i * step;
  while (i < n && testBit(block->live, granule)) i++, granule += step;
  if (i == n) {
    block->sweepAt = n;
    return false;
  }
  uint32_t start = i;
  while (i < n && !testBit(block->live, granule)) {
    setBit(block->live, granule);
    i++, granule += step;
    if (one) break;
  }
  block->sweepAt = i;
  out->cursor = cellAddress(block, start);
  out->end = cellAddress(block, i);
  size_t bytes = static_cast<size_t>(out->end - out->cursor);
  if (!zeroed) std::memset(out->cursor, 0, bytes);
  heap.allocatedSince += bytes;
  return true;
}

static bool collectionDue() {
  if (heap.disabled || heap.collecting) return false;
  if (heap.stress && ++heap.stressCount >= heap.stress) {
    heap.stressCount = 0;
    return true;
  }
  ptrdiff_t sum = static_cast<ptrdiff_t>(heap.allocatedSince) + heap.externalSince;
  return sum > static_cast<ptrdiff_t>(heap.threshold);
}

static size_t runCollection(Thread &thread, bool countDead);

static void refill(Thread &thread, unsigned sizeClass, AllocationInterval *out) {
  if (collectionDue()) runCollection(thread, false);
  for (Block *block; (block = heap.available[sizeClass]);) {
    if (nextInterval(block, out, false, heap.stress)) return;
    heap.available[sizeClass] = block->nextOfClass;
  }
  bool zeroed;
  Block *block = newCellBlock(sizeClass, &zeroed);
  nextInterval(block, out, zeroed, heap.stress);
  if (block->sweepAt < block->cellCount) {
    block->nextOfClass = heap.available[sizeClass];
    heap.available[sizeClass] = block;
  }
}

static void *allocateBlocks(Thread &thread, size_t size, uint32_t shapeId) {
  if (size > static_cast<size_t>(heap.limit - heap.base) / 2) return nullptr;
  if (collectionDue() || (!heap.disabled && !heap.collecting && size > heap.threshold && heap.allocatedSince))
    runCollection(thread, false);
  size_t count = (size + kFirstCell + kBlockSize - 1) >> kBlockShift;
  uint32_t start;
  bool zeroed;
  if (!takeBlocks(count, &start, &zeroed)) return nullptr;
  Block *block = blockAt(start);
  std::memset(static_cast<void *>(block), 0, sizeof(Block));
  block->blockCount = count;
  block->firstCell = kFirstCell;
  heap.kinds[start] = BlockKind::Large;
  for (size_t i = 1; i < count; i++) {
    heap.kinds[start + i] = BlockKind::LargeRest;
    heap.heads[start + i] = start;
  }
  char *object = reinterpret_cast<char *>(block) + kFirstCell;
  if (!zeroed) std::memset(object, 0, size);
  setBit(block->live, kFirstCell / kGranule);
  heap.allocatedSince += count << kBlockShift;
  reinterpret_cast<Object *>(object)->shapeId = shapeId;
  return object;
}

static void *allocateSlow(Thread &thread, size_t size, uint32_t shapeId) {
  if (size > kCellLimit) return allocateBlocks(thread, size, shapeId);
  unsigned sizeClass = classOf(size ? size : 1);
  bool small = sizeClass < kSizeClasses;
  AllocationInterval *interval = small ? &thread.intervals[sizeClass] : &heap.mid[sizeClass - kSizeClasses];
  size_t cell = cellSizeOf(sizeClass);
  if (static_cast<size_t>(interval->end - interval->cursor) < cell) refill(thread, sizeClass, interval);
  char *p = interval->cursor;
  interval->cursor = p + cell;
  reinterpret_cast<Object *>(p)->shapeId = shapeId;
  return p;
}

Object *objectAt(const void *p) {
  if (!inHeap(p)) return nullptr;
  uint32_t index = indexOf(p);
  if (index >= heap.blockLimit) return nullptr;
  Block *block = blockAt(index);
  switch (heap.kinds[index]) {
  case BlockKind::Free: return nullptr;
  case BlockKind::LargeRest: block = blockAt(heap.heads[index]); [[fallthrough]];
  case BlockKind::Large: {
    auto *object = reinterpret_cast<Object *>(reinterpret_cast<char *>(block) + kFirstCell);
    // A pointer to the very end of an object may be kept by a loop; the header page is never pointed to.
    return object;
  }
  case BlockKind::Cells: {
    size_t offset = static_cast<size_t>(static_cast<const char *>(p) - reinterpret_cast<char *>(block));
    if (offset < block->firstCell) return nullptr;
    uint32_t i = static_cast<uint32_t>(offset - block->firstCell) / block->cellSize;
    if (i >= block->cellCount) return nullptr;
    char *cell = cellAddress(block, i);
    if (!testBit(block->live, granuleOf(cell))) return nullptr;
    auto *object = reinterpret_cast<Object *>(cell);
    return object->shapeId ? object : nullptr;
  }
  }
  return nullptr;
}

/// Returns all dead blocks to the free list, adjacent ones as one run.
static void rebuildFreeRuns() {
  heap.freeRuns.clear();
  for (uint32_t i = 0; i < heap.blockLimit;) {
    if (heap.kinds[i] != BlockKind::Free) {
      i += static_cast<uint32_t>(blockAt(i)->blockCount);
      continue;
    }
    uint32_t start = i;
    while (i < heap.blockLimit && heap.kinds[i] == BlockKind::Free) i++;
    heap.freeRuns.push_back({start, i - start});
  }
}

static void dispose(Object *object) {
  if (!object->shapeId) return;
  Type *type = typeOf(object);
  if (type) disposeObject(object);
}

static size_t countBits(const uint64_t *bits) {
  size_t n = 0;
  for (size_t i = 0; i < kBitmapWords; i++) n += static_cast<size_t>(__builtin_popcountll(bits[i]));
  return n;
}

size_t sweepAll(bool countDead) {
  size_t dead = 0;
  heap.liveBytes = 0;
  for (Block *&list : heap.available) list = nullptr;
  for (uint32_t i = 0; i < heap.blockLimit;) {
    if (heap.kinds[i] == BlockKind::Free) {
      i++;
      continue;
    }
    Block *block = blockAt(i);
    uint32_t count = static_cast<uint32_t>(block->blockCount);
    bool large = heap.kinds[i] == BlockKind::Large;
    size_t live = countBits(block->mark);
    unsigned sizeClass = large ? 0 : classOf(block->cellSize);
    if (large) {
      if (!live) dispose(reinterpret_cast<Object *>(reinterpret_cast<char *>(block) + kFirstCell)), dead++;
    } else if (countDead || heap.poison || (heap.disposeClasses >> sizeClass & 1)) {
      for (uint32_t c = 0; c < block->cellCount; c++) {
        char *cell = cellAddress(block, c);
        size_t granule = granuleOf(cell);
        if (!testBit(block->live, granule) || testBit(block->mark, granule)) continue;
        auto *object = reinterpret_cast<Object *>(cell);
        if (object->shapeId) dispose(object), dead++;
        if (heap.poison) std::memset(cell, 0xDB, block->cellSize);
      }
    }
    if (!live) {
      for (uint32_t k = 0; k < count; k++) heap.kinds[i + k] = BlockKind::Free;
      // Very big buffers give their memory back at once; others are likely to be reused, and touching
      // fresh pages costs more than clearing.
      if (count >= 1024) madvise(block, size_t{count} << kBlockShift, MADV_DONTNEED);
    } else if (large) {
      heap.liveBytes += size_t{count} << kBlockShift;
    } else {
      heap.liveBytes += live * block->cellSize;
      std::memcpy(block->live, block->mark, sizeof block->live);
      block->sweepAt = 0;
      if (live < block->cellCount) {
        block->nextOfClass = heap.available[sizeClass];
        heap.available[sizeClass] = block;
      }
    }
    i += count;
  }
  rebuildFreeRuns();
  return dead;
}

static size_t runCollection(Thread &thread, bool countDead) {
  if (heap.collecting) return 0;
  heap.collecting = true;
  for (Thread *t : heap.threads) std::memset(static_cast<void *>(t->intervals), 0, sizeof t->intervals);
  std::memset(static_cast<void *>(heap.mid), 0, sizeof heap.mid);
  markAll();
  size_t dead = sweepAll(countDead);
  heap.collections++;
  heap.allocatedSince = 0;
  heap.externalSince = 0;
  heap.threshold = heap.liveBytes > kMinThreshold ? heap.liveBytes : kMinThreshold;
  heap.collecting = false;
  if (!heap.finalizing.empty()) requestPoll(thread, kPollFinalizers);
  return dead;
}

} // namespace gc

using namespace gc;

extern "C" void *rt_allocate(Thread &thread, int64_t size, int32_t shapeId) {
  size_t granules = (static_cast<size_t>(size) + kGranule - 1) / kGranule;
  if (__builtin_expect(granules - 1 < kSizeClasses, 1)) {
    AllocationInterval &interval = thread.intervals[granules - 1];
    char *p = interval.cursor, *end = p + granules * kGranule;
    if (__builtin_expect(end <= interval.end, 1)) {
      interval.cursor = end;
      reinterpret_cast<Object *>(p)->shapeId = static_cast<uint32_t>(shapeId);
      return p;
    }
  }
  void *p = allocateSlow(thread, static_cast<size_t>(size), static_cast<uint32_t>(shapeId));
  if (!p) outOfMemory();
  return p;
}

Object *allocateLarge(Thread &thread, size_t size, uint32_t shapeId) {
  void *p = allocateSlow(thread, size, shapeId);
  if (!p) raiseMemoryError(thread);
  return static_cast<Object *>(p);
}

size_t collect(Thread &thread) { return runCollection(thread, true); }

void accountExternal(ptrdiff_t bytes) { heap.externalSince += bytes; }
void addRoot(Value *slot, size_t count) { heap.roots.push_back({slot, count}); }
void addRootVisitor(RootVisitor visitor) { heap.rootVisitors.push_back(visitor); }
void registerWeak(Object *owner, Value *slot) { heap.weakSlots.push_back({owner, slot}); }
void registerFinalizer(Thread &, Object *object) { heap.finalizable.push_back(object); }
void attachThread(Thread &thread) { heap.threads.push_back(&thread); }
void detachThread(Thread &thread) { std::erase(heap.threads, &thread); }
void setCollectionEnabled(bool enabled) { heap.disabled = !enabled; }
bool collectionEnabled() { return !heap.disabled; }
HeapStatistics heapStatistics() {
  return {heap.liveBytes, heap.allocatedSince, heap.collections, size_t{heap.blockLimit} << kBlockShift};
}
void noteDisposableSize(size_t size) {
  if (size <= kCellLimit) heap.disposeClasses |= uint64_t{1} << classOf(size);
}

void forEachObject(void (*visit)(Object *, void *), void *data) {
  for (uint32_t i = 0; i < heap.blockLimit;) {
    if (heap.kinds[i] == BlockKind::Free) {
      i++;
      continue;
    }
    Block *block = blockAt(i);
    if (heap.kinds[i] == BlockKind::Large)
      visit(reinterpret_cast<Object *>(reinterpret_cast<char *>(block) + kFirstCell), data);
    else
      for (uint32_t c = 0; c < block->cellCount; c++) {
        auto *object = reinterpret_cast<Object *>(cellAddress(block, c));
        if (testBit(block->live, granuleOf(object)) && object->shapeId) visit(object, data);
      }
    i += static_cast<uint32_t>(block->blockCount);
  }
}

void initialiseHeap() {
  if (heap.base) return;
  void *region = MAP_FAILED;
  size_t size = sizeof(void *) == 8 ? size_t{1} << 37 : size_t{1} << 30;
  for (; region == MAP_FAILED && size >= size_t{1} << 28; size /= 2)
    region = mmap(nullptr, size + kBlockSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  size *= 2;
  if (region == MAP_FAILED) outOfMemory();
  heap.base = reinterpret_cast<char *>((reinterpret_cast<uintptr_t>(region) + kBlockSize - 1) & ~(kBlockSize - 1));
  heap.limit = heap.base + size;
  size_t blocks = size >> kBlockShift;
  void *tables = mmap(nullptr, blocks * 5, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (tables == MAP_FAILED) outOfMemory();
  heap.heads = static_cast<uint32_t *>(tables);
  heap.kinds = reinterpret_cast<BlockKind *>(heap.heads + blocks);
  heap.threshold = kMinThreshold;
  if (const char *text = std::getenv("REGIUS_GC_STRESS")) heap.stress = static_cast<uint32_t>(std::atoi(text));
  if (const char *text = std::getenv("REGIUS_GC_POISON")) heap.poison = *text == '1';
}

} // namespace rt
