// Blocks of the heap: 32 KB of equal cells, or runs of blocks for one large object. What is known of
// a block and of its cells lies in tables beside the heap, in order of address: the collector then
// touches few cache lines, and not those at the heads of blocks, which all fall into the same sets of
// a cache. Private to gc/.
#pragma once

#include "runtime-lib/gc/Heap.h"

#include <cstdint>
#include <unordered_set>
#include <vector>

namespace rt::gc {

inline constexpr size_t kBlockShift = 15, kBlockSize = size_t{1} << kBlockShift;
inline constexpr size_t kGranule = 16;
inline constexpr size_t kBitmapWords = kBlockSize / kGranule / 64;
inline constexpr size_t kSmallLimit = kSizeClasses * kGranule; // thread intervals serve up to here
/// Largest cell; bigger objects get blocks of their own.
inline constexpr size_t kCellLimit = 15872;

/// Head of every block in use.
struct Block {
  uint32_t cellSize;   // large objects: 0
  uint32_t cellCount;
  uint32_t sweepAt;    // next cell to look at for free space
  uint32_t sizeClass;
  size_t blockCount;   // blocks in this run (1 for cells)
  Block *nextOfClass;  // blocks of the size class that may have free cells
};
inline constexpr size_t kFirstCell = 64;
static_assert(sizeof(Block) <= kFirstCell);

/// Leaf blocks hold objects without references, which are marked but not scanned.
enum class BlockKind : uint8_t { Free, Cells, LeafCells, Large, LeafLarge, LargeRest };
inline bool isLeaf(BlockKind kind) { return kind == BlockKind::LeafCells || kind == BlockKind::LeafLarge; }
inline bool isLarge(BlockKind kind) { return kind == BlockKind::Large || kind == BlockKind::LeafLarge; }

struct FreeRun {
  uint32_t start, count;
};

inline constexpr unsigned kMidClasses = 20;
inline constexpr unsigned kClassCount = kSizeClasses + kMidClasses;

/// What cells of one kind (those to be scanned, or leaves) are allocated from.
struct Space {
  Block *available[kClassCount] = {};     // with cells to sweep, by size class
  AllocationInterval mid[kMidClasses] = {};
};

struct Heap {
  char *base = nullptr, *limit = nullptr; // the reserved region
  uint32_t blockLimit = 0;                // blocks ever used: the rest is untouched, hence zero
  BlockKind *kinds = nullptr;             // per block
  uint32_t *heads = nullptr;              // per block: first block of its run (LargeRest)
  // Bits by granule of the heap: that of the granule where a cell starts.
  uint64_t *live = nullptr;               // cells that may hold an object: survivors and handed-out intervals
  uint64_t *mark = nullptr;
  std::vector<FreeRun> freeRuns;
  Space spaces[2];                        // to be scanned, leaves
  size_t allocatedSince = 0;              // bytes handed out since the last collection
  ptrdiff_t externalSince = 0;
  size_t threshold = 0;
  size_t liveBytes[2] = {};               // scanned objects, leaves
  size_t collections = 0;
  bool collecting = false;
  bool goesOn = false;                    // another collection is due as soon as the finalizers have run
  bool hookDue = false;                   // a collection ended, collectionHook was not called yet
  bool disabled = false;
  uint32_t stress = 0, stressCount = 0;   // REGIUS_GC_STRESS=n: collect at every n-th allocation
  bool poison = false;                    // REGIUS_GC_POISON=1: fill dead cells with 0xDB
  std::vector<Object *> finalizable;      // not yet finalized
  std::vector<Object *> finalizing;       // unreachable, kept alive until finalized
  std::vector<Object *> disposable;       // living objects of types with a dispose hook
  struct WeakSlot {
    Object *owner;
    Value *slot;
  };
  std::vector<WeakSlot> weakSlots;
  struct Root {
    Value *slots;
    size_t count;
  };
  std::vector<Root> roots;
  std::vector<RootVisitor> rootVisitors;
  std::vector<Thread *> threads;
  const char *stackTop = nullptr; // of the collecting thread, when collect() was given one
};
extern Heap heap;

inline bool inHeap(const void *p) { return p >= heap.base && p < heap.limit; }
inline Block *blockAt(uint32_t index) {
  return reinterpret_cast<Block *>(heap.base + (size_t{index} << kBlockShift));
}
inline uint32_t indexOf(const void *p) {
  return static_cast<uint32_t>((static_cast<const char *>(p) - heap.base) >> kBlockShift);
}
inline Block *blockOf(const void *p) {
  return reinterpret_cast<Block *>(reinterpret_cast<uintptr_t>(p) & ~(kBlockSize - 1));
}
/// Number of the granule in the whole heap.
inline size_t granuleOf(const void *p) { return static_cast<size_t>(static_cast<const char *>(p) - heap.base) / kGranule; }
inline bool testBit(const uint64_t *bits, size_t i) { return bits[i / 64] >> (i % 64) & 1; }
inline bool isMarked(const Object *object) { return !inHeap(object) || testBit(heap.mark, granuleOf(object)); }
inline void setBit(uint64_t *bits, size_t i) { bits[i / 64] |= uint64_t{1} << (i % 64); }
inline void clearBit(uint64_t *bits, size_t i) { bits[i / 64] &= ~(uint64_t{1} << (i % 64)); }

/// Size class of cells for objects of `size` bytes (at most kCellLimit), and back.
unsigned classOf(size_t size);
size_t cellSizeOf(unsigned sizeClass);

/// The object whose cell contains p, or null when p points to no live object.
Object *objectAt(const void *p);
/// Marks from the roots, handles weak slots and finalizers; afterwards `mark` is exact.
void markAll();
/// While it exists, tracers call the visitor for what is not marked, each time they come to it, and mark nothing.
struct UnmarkedVisit {
  UnmarkedVisit(ReferenceVisitor visit, void *data);
  ~UnmarkedVisit();
};
/// The unmarked objects that are in a cycle of references, or that such an object refers to: what CPython's collector finds,
/// while reference counts free the others, one after the other (gc/Dying.cpp).
std::unordered_set<Object *> deadInCycles();
/// Puts unmarked objects, given in the order in which they were made, into that of their finalizers, the last one first,
/// when some of them are reached from others.
void orderFinalizers(std::vector<Object *> &objects);
/// Turns mark bits into live bits, returns empty blocks, disposes of dead objects. Result: dead objects
/// that are not leaves.
size_t sweepAll(bool countDead);

} // namespace rt::gc
