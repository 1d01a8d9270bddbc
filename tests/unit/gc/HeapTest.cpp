// The collector and the object layouts that it must understand: reachability through lists, attribute
// slots, overflow and dict forms, interior pointers, large objects, weak slots, shapes.
#include "runtime-lib/core/Startup.h"
#include "runtime-lib/gc/Block.h"
#include "runtime-lib/objects/Shape.h"

#include <gtest/gtest.h>
#include <pthread.h>

namespace rt {
namespace {

Thread &thread() {
  static Thread *t = [] {
    pthread_attr_t attributes;
    pthread_getattr_np(pthread_self(), &attributes);
    void *lowest;
    size_t size;
    pthread_attr_getstack(&attributes, &lowest, &size);
    pthread_attr_destroy(&attributes);
    Thread *made = &initialiseRuntime(static_cast<char *>(lowest) + size);
    made->recursionLeft = 1000;
    made->stackLimit = made->stackEnd = static_cast<char *>(__builtin_frame_address(0)) - (4 << 20);
    return made;
  }();
  return *t;
}

Value newClass(const char *name) {
  Thread &t = thread();
  return callWith(t, fromObject(builtinType(TypeId::Type)), fromObject(strFromAscii(t, name)), fromObject(emptyTuple()),
                  fromObject(dictNew(t)));
}
Value root = kNoValue;
void keep(Value v) {
  static bool registered = (addRoot(&root), true);
  (void)registered;
  root = v;
}
/// Overwrites dead stack frames, so that stale references in them do not keep objects.
__attribute__((noinline)) void scrub() {
  volatile char space[16384];
  for (size_t i = 0; i < sizeof space; i++) space[i] = 0;
}

TEST(Heap, SizeClassesHoldTheirSizes) {
  for (size_t size = 1; size <= gc::kCellLimit; size += 7) {
    unsigned c = gc::classOf(size);
    EXPECT_GE(gc::cellSizeOf(c), size);
    if (c) EXPECT_LT(gc::cellSizeOf(c - 1), size);
  }
}

TEST(Heap, KeepsWhatARootReaches) {
  Thread &t = thread();
  List *list = listNew(t);
  keep(fromObject(list));
  for (int i = 0; i < 20000; i++) listAppend(t, list, fromObject(tupleOf(t, fromInt(i), fromObject(strFromAscii(t, std::to_string(i))))));
  collect(t);
  for (int i = 0; i < 20000; i += 777) {
    auto *tuple = as<Tuple>(list->array->items[i]);
    EXPECT_EQ(asInt(tuple->items[0]), i);
    EXPECT_TRUE(strEquals(as<Str>(tuple->items[1]), std::to_string(i)));
  }
  keep(kNoValue);
}

TEST(Heap, ReusesTheMemoryOfDeadObjects) {
  Thread &t = thread();
  for (int round = 0; round < 5; round++) {
    for (int i = 0; i < 200000; i++) tupleOf(t, fromInt(i), fromInt(i));
    collect(t);
  }
  EXPECT_LT(heapStatistics().reservedBytes, size_t{200} << 20);
}

TEST(Heap, InteriorPointersAreFound) {
  Thread &t = thread();
  Tuple *tuple = tupleNew(t, 10);
  EXPECT_EQ(gc::objectAt(&tuple->items[9]), tuple);
  EXPECT_EQ(gc::objectAt(tuple), tuple);
  Object *large = allocateLarge(t, 1 << 20, static_cast<uint32_t>(TypeId::ByteBlock));
  EXPECT_EQ(gc::objectAt(reinterpret_cast<char *>(large) + (1 << 19)), large);
  int local;
  EXPECT_EQ(gc::objectAt(&local), nullptr);
  EXPECT_EQ(gc::objectAt(nullptr), nullptr);
}

TEST(Heap, FreshMemoryIsZeroAfterReuse) {
  Thread &t = thread();
  for (int round = 0; round < 3; round++) {
    for (int i = 0; i < 1000; i++) {
      Tuple *tuple = tupleNew(t, 20);
      for (int k = 0; k < 20; k++) {
        EXPECT_EQ(bitsOf(tuple->items[k]), 0u);
        tuple->items[k] = fromInt(k);
      }
    }
    collect(t);
  }
}

TEST(Shape, AttributesSurviveInEveryForm) {
  Thread &t = thread();
  Value cls = newClass("Point");
  Value object = callWith(t, cls);
  keep(fromObject(tupleOf(t, cls, object)));
  for (int i = 0; i < 12; i++) setAttribute(t, object, internAscii(t, "a" + std::to_string(i)), fromObject(strFromAscii(t, std::to_string(i * i))));
  EXPECT_FALSE(shapeOfId(asObject(object)->shapeId)->dict);
  collect(t);
  auto check = [&](int i) { EXPECT_TRUE(strEquals(as<Str>(getAttribute(t, object, internAscii(t, "a" + std::to_string(i)))), std::to_string(i * i))); };
  for (int i = 0; i < 12; i++) check(i);
  setAttribute(t, object, internAscii(t, "a3"), kNoValue);
  EXPECT_TRUE(shapeOfId(asObject(object)->shapeId)->dict);
  collect(t);
  for (int i = 4; i < 12; i++) check(i);
  EXPECT_EQ(dictSize(instanceDict(t, object)), 11);
  keep(kNoValue);
}

TEST(Shape, SameAttributesSameShape) {
  Thread &t = thread();
  Value cls = newClass("Pair");
  Value a = callWith(t, cls), b = callWith(t, cls), c = callWith(t, cls);
  Str *x = internAscii(t, "x"), *y = internAscii(t, "y");
  for (Value v : {a, b}) setAttribute(t, v, x, fromInt(1)), setAttribute(t, v, y, fromInt(2));
  setAttribute(t, c, y, fromInt(1));
  setAttribute(t, c, x, fromInt(2));
  EXPECT_EQ(asObject(a)->shapeId, asObject(b)->shapeId);
  EXPECT_NE(asObject(a)->shapeId, asObject(c)->shapeId);
}

__attribute__((noinline)) Value weakToDead(Thread &t, Value cls) {
  Value object = callWith(t, cls);
  return weakRefNew(t, object, kNoValue);
}
TEST(Weak, ReferenceToALivingObjectIsShared) {
  Thread &t = thread();
  Value cls = newClass("Target"), object = callWith(t, cls);
  Value ref = weakRefNew(t, object, kNoValue);
  EXPECT_TRUE(same(ref, weakRefNew(t, object, kNoValue)));
  collect(t);
  EXPECT_TRUE(same(callWith(t, ref), object));
}
TEST(Weak, MostReferencesToDeadObjectsAreCleared) {
  Thread &t = thread();
  Value cls = newClass("Target");
  List *refs = listNew(t);
  keep(fromObject(refs));
  for (int i = 0; i < 100; i++) listAppend(t, refs, weakToDead(t, cls));
  scrub();
  collect(t);
  int cleared = 0;
  for (int i = 0; i < 100; i++) cleared += isNone(callWith(t, refs->array->items[i]));
  EXPECT_GT(cleared, 95); // a conservative stack may keep a few
  keep(kNoValue);
}

} // namespace
} // namespace rt
