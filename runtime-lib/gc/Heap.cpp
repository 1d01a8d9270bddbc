// Allocation. One virtual region is reserved at start-up and cut into 32 KB blocks. A block holds cells
// of one size; a thread owns one interval of free cells for each small size and bumps through it. When
// an interval is used up, the next run of dead cells of a block is handed out: that is all the sweeping
// there is (free space is found in the bitmap, dead cells are never visited).
//
//   block: | Block header | cell | cell | free free free | cell | ...
//                                        ^cursor       ^end
//
// Objects that refer to others have zeroed intervals; a cell there is an object once its header is not
// zero. Leaves (texts, numbers, tables) have blocks of their own: these are neither zeroed nor scanned,
// so what a cell held before does no harm.
#include "runtime-lib/gc/Block.h"

#include "runtime-lib/core/Raise.h"
#include "runtime-lib/objects/Shape.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/mman.h>

namespace rt {
namespace gc {

Heap heap;

static constexpr size_t kMinThreshold = size_t{4} << 20, kMaxIdle = size_t{16} << 20, kDisabledThreshold = size_t{32} << 20;
static constexpr size_t kHugePagesFrom = size_t{8} << 20;
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

static uint64_t *bitsOfBlock(uint64_t *table, uint32_t index) { return table + size_t{index} * kBitmapWords; }

static Block *newCellBlock(unsigned sizeClass, bool leaf, bool *zeroed) {
  uint32_t index;
  if (!takeBlocks(1, &index, zeroed)) outOfMemory();
  auto cellSize = static_cast<uint32_t>(cellSizeOf(sizeClass));
  Block *block = blockAt(index);
  *block = {cellSize, static_cast<uint32_t>((kBlockSize - kFirstCell) / cellSize), 0, sizeClass, 1, nullptr};
  heap.kinds[index] = leaf ? BlockKind::LeafCells : BlockKind::Cells;
  return block;
}

static char *cellAddress(Block *block, uint32_t i) {
  return reinterpret_cast<char *>(block) + kFirstCell + size_t{i} * block->cellSize;
}

/// Next run of free cells of a block, marked live and zeroed on demand; false when there is none left.
static bool nextInterval(Block *block, AllocationInterval *out, bool zero, bool one) {
  uint32_t i = block->sweepAt, n = block->cellCount;
  size_t step = block->cellSize / kGranule, granule = granuleOf(cellAddress(block, i));
  while (i < n && testBit(heap.live, granule)) i++, granule += step;
  if (i == n) {
    block->sweepAt = n;
    return false;
  }
  uint32_t start = i;
  while (i < n && !testBit(heap.live, granule)) {
    setBit(heap.live, granule);
    i++, granule += step;
    if (one) break;
  }
  block->sweepAt = i;
  out->cursor = cellAddress(block, start);
  out->end = cellAddress(block, i);
  size_t bytes = static_cast<size_t>(out->end - out->cursor);
  if (zero) std::memset(out->cursor, 0, bytes);
  heap.allocatedSince += bytes;
  return true;
}

/// gc.disable() makes collections rare; without any, what reference counts would free at once would fill the memory.
static size_t thresholdNow() { return heap.disabled ? std::max(2 * heap.threshold, kDisabledThreshold) : heap.threshold; }

static bool collectionDue() {
  if (heap.collecting) return false;
  if (heap.stress && !heap.disabled && ++heap.stressCount >= heap.stress) {
    heap.stressCount = 0;
    return true;
  }
  ptrdiff_t sum = static_cast<ptrdiff_t>(heap.allocatedSince) + heap.externalSince;
  return sum > static_cast<ptrdiff_t>(thresholdNow());
}

static size_t runCollection(Thread &thread, bool countDead);

static void refill(Thread &thread, unsigned sizeClass, bool leaf, AllocationInterval *out) {
  if (collectionDue()) runCollection(thread, false);
  Space &space = heap.spaces[leaf];
  for (Block *block; (block = space.available[sizeClass]);) {
    if (nextInterval(block, out, !leaf, heap.stress)) return;
    space.available[sizeClass] = block->nextOfClass;
  }
  bool zeroed;
  Block *block = newCellBlock(sizeClass, leaf, &zeroed);
  nextInterval(block, out, !zeroed && !leaf, heap.stress);
  if (block->sweepAt < block->cellCount) {
    block->nextOfClass = space.available[sizeClass];
    space.available[sizeClass] = block;
  }
}

static Object *largeObject(Block *block) {
  return reinterpret_cast<Object *>(reinterpret_cast<char *>(block) + kFirstCell);
}

static void *allocateBlocks(Thread &thread, size_t size, uint32_t shapeId, bool leaf) {
  if (size > static_cast<size_t>(heap.limit - heap.base) / 2) return nullptr;
  if (collectionDue() || (!heap.collecting && size > thresholdNow() && heap.allocatedSince))
    runCollection(thread, false);
  size_t count = (size + kFirstCell + kBlockSize - 1) >> kBlockShift;
  uint32_t start;
  bool zeroed;
  if (!takeBlocks(count, &start, &zeroed)) return nullptr;
  Block *block = blockAt(start);
  *block = {0, 1, 0, 0, count, nullptr};
  heap.kinds[start] = leaf ? BlockKind::LeafLarge : BlockKind::Large;
  for (size_t i = 1; i < count; i++) {
    heap.kinds[start + i] = BlockKind::LargeRest;
    heap.heads[start + i] = start;
  }
  Object *object = largeObject(block);
  if (!zeroed && !leaf) std::memset(static_cast<void *>(object), 0, size);
  setBit(heap.live, granuleOf(object));
  heap.allocatedSince += count << kBlockShift;
  *object = {shapeId, 0, 0, 0};
  return object;
}

static void *allocateSlow(Thread &thread, size_t size, uint32_t shapeId, bool leaf) {
  if (size > kCellLimit) return allocateBlocks(thread, size, shapeId, leaf);
  unsigned sizeClass = classOf(size ? size : 1);
  AllocationInterval *interval = sizeClass >= kSizeClasses ? &heap.spaces[leaf].mid[sizeClass - kSizeClasses]
                                 : leaf                    ? &thread.leafIntervals[sizeClass]
                                                           : &thread.intervals[sizeClass];
  size_t cell = cellSizeOf(sizeClass);
  if (static_cast<size_t>(interval->end - interval->cursor) < cell) refill(thread, sizeClass, leaf, interval);
  char *p = interval->cursor;
  interval->cursor = p + cell;
  auto *object = reinterpret_cast<Object *>(p);
  *object = {shapeId, 0, 0, 0};
  return object;
}

Object *objectAt(const void *p) {
  if (!inHeap(p)) return nullptr;
  uint32_t index = indexOf(p);
  if (index >= heap.blockLimit) return nullptr;
  BlockKind kind = heap.kinds[index];
  if (kind == BlockKind::Free) return nullptr;
  if (kind == BlockKind::LargeRest) return largeObject(blockAt(heap.heads[index]));
  Block *block = blockAt(index);
  // A pointer to the very end of an object may be kept by a loop; the head of a block is never pointed to.
  if (isLarge(kind)) return largeObject(block);
  size_t offset = static_cast<size_t>(static_cast<const char *>(p) - reinterpret_cast<char *>(block));
  if (offset < kFirstCell) return nullptr;
  uint32_t i = static_cast<uint32_t>(offset - kFirstCell) / block->cellSize;
  if (i >= block->cellCount) return nullptr;
  auto *object = reinterpret_cast<Object *>(cellAddress(block, i));
  if (!testBit(heap.live, granuleOf(object))) return nullptr;
  return object->shapeId || isLeaf(kind) ? object : nullptr;
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

static size_t countBits(const uint64_t *bits) {
  size_t n = 0;
  for (size_t i = 0; i < kBitmapWords; i++) n += static_cast<size_t>(__builtin_popcountll(bits[i]));
  return n;
}

static void disposeDead() {
  std::erase_if(heap.disposable, [](Object *object) {
    if (isMarked(object)) return false;
    disposeObject(object);
    return true;
  });
}

/// Counts the dead objects of a block of cells, and overwrites their cells in the debug mode.
static size_t visitDeadCells(Block *block, bool leaf) {
  size_t dead = 0;
  for (uint32_t c = 0; c < block->cellCount; c++) {
    char *cell = cellAddress(block, c);
    size_t granule = granuleOf(cell);
    if (!testBit(heap.live, granule) || testBit(heap.mark, granule)) continue;
    if (!leaf && reinterpret_cast<Object *>(cell)->shapeId) dead++;
    if (heap.poison) std::memset(cell, 0xDB, block->cellSize);
  }
  return dead;
}

static size_t sweepCells(Block *block, uint32_t index, bool leaf, bool countDead) {
  uint64_t *mark = bitsOfBlock(heap.mark, index);
  size_t live = countBits(mark), dead = 0;
  if (countDead || heap.poison) dead = visitDeadCells(block, leaf);
  std::memcpy(bitsOfBlock(heap.live, index), mark, kBitmapWords * sizeof *mark);
  if (!live) {
    heap.kinds[index] = BlockKind::Free;
    return dead;
  }
  heap.liveBytes[leaf] += live * block->cellSize;
  block->sweepAt = 0;
  if (live < block->cellCount) {
    Block *&available = heap.spaces[leaf].available[block->sizeClass];
    block->nextOfClass = available;
    available = block;
  }
  return dead;
}

static size_t sweepLarge(Block *block, uint32_t index, bool leaf) {
  Object *object = largeObject(block);
  size_t count = block->blockCount, bytes = count << kBlockShift;
  if (isMarked(object)) {
    heap.liveBytes[leaf] += bytes;
    return 0;
  }
  heap.live[granuleOf(object) / 64] = 0; // the only object of its block
  if (heap.poison) std::memset(static_cast<void *>(object), 0xDB, bytes - kFirstCell);
  for (size_t k = 0; k < count; k++) heap.kinds[index + k] = BlockKind::Free;
  // Very big buffers give their memory back at once; others are likely to be reused, and touching
  // fresh pages costs more than clearing.
  if (count >= 1024) madvise(block, bytes, MADV_DONTNEED);
  return !leaf;
}

size_t sweepAll(bool countDead) {
  size_t dead = 0;
  heap.liveBytes[0] = heap.liveBytes[1] = 0;
  disposeDead();
  for (Space &space : heap.spaces)
    for (Block *&list : space.available) list = nullptr;
  for (uint32_t i = 0; i < heap.blockLimit;) {
    BlockKind kind = heap.kinds[i];
    if (kind == BlockKind::Free) {
      i++;
      continue;
    }
    Block *block = blockAt(i);
    auto count = static_cast<uint32_t>(block->blockCount);
    dead += isLarge(kind) ? sweepLarge(block, i, isLeaf(kind)) : sweepCells(block, i, isLeaf(kind), countDead);
    i += count;
  }
  rebuildFreeRuns();
  return dead;
}

static void dropIntervals() {
  for (Thread *t : heap.threads) {
    std::memset(static_cast<void *>(t->intervals), 0, sizeof t->intervals);
    std::memset(static_cast<void *>(t->leafIntervals), 0, sizeof t->leafIntervals);
  }
  for (Space &space : heap.spaces) std::memset(static_cast<void *>(space.mid), 0, sizeof space.mid);
}

static size_t runCollection(Thread &thread, bool countDead) {
  if (heap.collecting) return 0;
  heap.collecting = true;
  dropIntervals();
  markAll();
  size_t dead = sweepAll(countDead);
  freeDeadShapes();
  heap.collections++;
  heap.allocatedSince = 0;
  heap.externalSince = 0;
  // As much as was scanned may be allocated until the next time; leaves cost little to mark, so that
  // they need not double before they are looked at again. Small heaps, where that would be often, wait
  // for some more.
  size_t scanned = heap.liveBytes[false];
  heap.threshold = std::max(scanned + heap.liveBytes[true] / 2, std::min(kMinThreshold + 4 * scanned, kMaxIdle));
  heap.collecting = false;
  heap.hookDue = collectionHook && !countDead;
  if (!heap.finalizing.empty() || heap.hookDue) requestPoll(thread, kPollFinalizers);
  return dead;
}

} // namespace gc

using namespace gc;

extern "C" void *rt_allocate(Thread &thread, int64_t size, int32_t shapeId) {
  if (Object *object = bumpCell(thread.intervals, static_cast<size_t>(size))) {
    object->shapeId = static_cast<uint32_t>(shapeId);
    return object;
  }
  void *p = allocateSlow(thread, static_cast<size_t>(size), static_cast<uint32_t>(shapeId), false);
  if (!p) outOfMemory();
  return p;
}

static Object *orMemoryError(Thread &thread, void *p) {
  if (!p) raiseMemoryError(thread);
  return static_cast<Object *>(p);
}
Object *allocateLarge(Thread &thread, size_t size, uint32_t shapeId) {
  return orMemoryError(thread, allocateSlow(thread, size, shapeId, false));
}
Object *allocateLeafSlow(Thread &thread, size_t size, uint32_t shapeId) {
  return orMemoryError(thread, allocateSlow(thread, size, shapeId, true));
}

size_t collect(Thread &thread, const void *stackTop) {
  if (stackTop && clearDeadOperands) clearDeadOperands(thread);
  heap.stackTop = static_cast<const char *>(stackTop);
  const size_t found = runCollection(thread, true);
  heap.stackTop = nullptr;
  return found;
}

void accountExternal(ptrdiff_t bytes) { heap.externalSince += bytes; }
void addRoot(Value *slot, size_t count) { heap.roots.push_back({slot, count}); }
void addRootVisitor(RootVisitor visitor) { heap.rootVisitors.push_back(visitor); }
void registerWeak(Object *owner, Value *slot) { heap.weakSlots.push_back({owner, slot}); }
void registerFinalizer(Thread &, Object *object) { heap.finalizable.push_back(object); }
void attachThread(Thread &thread) { heap.threads.push_back(&thread); }
void detachThread(Thread &thread) { std::erase(heap.threads, &thread); }
void setCollectionEnabled(bool enabled) { heap.disabled = !enabled; }
bool collectionEnabled() { return !heap.disabled; }
void forEachThread(void (*visit)(Thread &, void *), void *data) {
  for (Thread *t : heap.threads) visit(*t, data);
}
HeapStatistics heapStatistics() {
  auto rest = [](const AllocationInterval &interval) { return static_cast<size_t>(interval.end - interval.cursor); };
  size_t unused = 0; // handed to threads, but not to objects
  for (Thread *t : heap.threads) {
    for (const AllocationInterval &interval : t->intervals) unused += rest(interval);
    for (const AllocationInterval &interval : t->leafIntervals) unused += rest(interval);
  }
  for (const Space &space : heap.spaces)
    for (const AllocationInterval &interval : space.mid) unused += rest(interval);
  return {heap.liveBytes[false] + heap.liveBytes[true], heap.allocatedSince - unused, heap.collections,
          size_t{heap.blockLimit} << kBlockShift};
}
void registerDisposable(Object *object) { heap.disposable.push_back(object); }

void forEachObject(void (*visit)(Object *, void *), void *data) {
  for (uint32_t i = 0; i < heap.blockLimit;) {
    BlockKind kind = heap.kinds[i];
    if (kind == BlockKind::Free) {
      i++;
      continue;
    }
    Block *block = blockAt(i);
    if (kind == BlockKind::Large)
      visit(largeObject(block), data);
    else if (kind == BlockKind::Cells)
      for (uint32_t c = 0; c < block->cellCount; c++) {
        auto *object = reinterpret_cast<Object *>(cellAddress(block, c));
        if (testBit(heap.live, granuleOf(object)) && object->shapeId) visit(object, data);
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
#ifdef MADV_HUGEPAGE
  // Programs with big heaps spend much of their time in page faults and in missing the TLB; for small
  // ones huge pages would be a waste.
  madvise(heap.base + kHugePagesFrom, size - kHugePagesFrom, MADV_HUGEPAGE);
#endif
  size_t blocks = size >> kBlockShift;
  size_t bitmap = blocks * kBitmapWords * sizeof(uint64_t);
  void *tables = mmap(nullptr, 2 * bitmap + blocks * 5, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (tables == MAP_FAILED) outOfMemory();
  heap.live = static_cast<uint64_t *>(tables);
  heap.mark = heap.live + bitmap / sizeof(uint64_t);
  heap.heads = reinterpret_cast<uint32_t *>(heap.mark + bitmap / sizeof(uint64_t));
  heap.kinds = reinterpret_cast<BlockKind *>(heap.heads + blocks);
  markTable = {heap.base, size, heap.mark};
  heap.threshold = kMinThreshold;
  if (const char *text = std::getenv("REGIUS_GC_STRESS")) heap.stress = static_cast<uint32_t>(std::atoi(text));
  if (const char *text = std::getenv("REGIUS_GC_POISON")) heap.poison = *text == '1';
}

} // namespace rt
