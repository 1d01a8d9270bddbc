// Containers and numbers below Python: the order of sets against orders recorded from CPython 3.11,
// sorting, dict tables, float text.
#include "runtime-lib/core/Startup.h"
#include "runtime-lib/objects/dict/Dict.h"
#include "runtime-lib/objects/float/Float.h"
#include "runtime-lib/objects/list/List.h"
#include "runtime-lib/objects/set/Set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <pthread.h>
#include <random>

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
    char *base = static_cast<char *>(lowest) + size;
    Thread *made = &initialiseRuntime(base);
    made->recursionLeft = 1000;
    made->stackLimit = made->stackEnd = static_cast<char *>(__builtin_frame_address(0)) - (4 << 20);
    return made;
  }();
  return *t;
}

std::string text(Value v) {
  Str *s = repr(thread(), v);
  return s ? std::string(strUtf8(thread(), s)) : "<error>";
}

std::string setOf(std::initializer_list<int64_t> items) {
  Value set = setNew(thread(), false);
  for (int64_t n : items) setAdd(thread(), set, fromInt(n));
  return text(set);
}

TEST(Set, OrderOfSmallSets) {
  EXPECT_EQ(setOf({5, 3, 8, 1}), "{8, 1, 3, 5}");
  EXPECT_EQ(setOf({100, 33, 65, 9, 17, 1}), "{65, 33, 1, 100, 9, 17}");
  EXPECT_EQ(setOf({9, 17, 25, 1, 33}), "{1, 33, 9, 17, 25}");
}

TEST(List, SortsLikeStableSort) {
  std::mt19937 random(7);
  for (int size : {2, 3, 10, 63, 64, 65, 500, 5000})
    for (int range : {2, 10, 1000000})
      for (int pattern = 0; pattern < 3; pattern++) {
        std::vector<int64_t> expected;
        for (int i = 0; i < size; i++) expected.push_back(static_cast<int64_t>(random() % static_cast<unsigned>(range)));
        if (pattern == 1) std::sort(expected.begin(), expected.begin() + size / 2);
        if (pattern == 2) std::sort(expected.rbegin(), expected.rend());
        List *list = listNew(thread());
        for (int64_t n : expected) listAppend(thread(), list, fromInt(n));
        ASSERT_TRUE(listSort(thread(), list, none(), false));
        std::stable_sort(expected.begin(), expected.end());
        for (int i = 0; i < size; i++) ASSERT_EQ(asInt(list->array->items[i]), expected[static_cast<size_t>(i)]);
      }
}

TEST(Dict, ManyInsertionsAndRemovals) {
  Thread &t = thread();
  Dict *d = dictNew(t);
  std::mt19937 random(3);
  std::vector<int64_t> model(4096, -1);
  for (int i = 0; i < 200000; i++) {
    int64_t key = random() % 4096;
    if (random() % 3) {
      ASSERT_TRUE(dictSet(t, d, fromInt(key * 64), fromInt(i)));
      model[static_cast<size_t>(key)] = i;
    } else {
      Found f = dictRemove(t, d, fromInt(key * 64));
      ASSERT_EQ(f == Found::Yes, model[static_cast<size_t>(key)] >= 0);
      model[static_cast<size_t>(key)] = -1;
    }
  }
  for (int64_t key = 0; key < 4096; key++) {
    Value v = kNoValue;
    Found f = dictFind(t, d, fromInt(key * 64), &v);
    ASSERT_EQ(f == Found::Yes, model[static_cast<size_t>(key)] >= 0);
    if (f == Found::Yes) { ASSERT_EQ(asInt(v), model[static_cast<size_t>(key)]); }
  }
}

TEST(Dict, PopItemFromTheEndStaysFast) {
  Thread &t = thread();
  Dict *d = dictNew(t);
  for (int64_t i = 0; i < 100000; i++) dictSet(t, d, fromInt(i), fromInt(i));
  for (int round = 0; round < 300000; round++) {
    dictRemoveAt(d, d->filled - 1);
    dictTrim(d);
    ASSERT_EQ(d->used, d->filled);
    if (round % 2 == 0) dictSet(t, d, fromInt(1000000 + round), fromInt(0));
    if (d->used < 10) break;
  }
}

TEST(Float, Text) {
  char buffer[40];
  EXPECT_EQ(shortestDouble(0.1, buffer, true), "0.1");
  EXPECT_EQ(shortestDouble(1e16, buffer, true), "1e+16");
  EXPECT_EQ(shortestDouble(123456789012345680.0, buffer, true), "1.2345678901234568e+17");
  EXPECT_EQ(shortestDouble(-0.0, buffer, true), "-0.0");
  EXPECT_EQ(shortestDouble(1e-5, buffer, true), "1e-05");
  EXPECT_EQ(shortestDouble(0.0001, buffer, true), "0.0001");
  double d;
  EXPECT_TRUE(parseDouble(" 1_0.5e1 ", &d));
  EXPECT_EQ(d, 105.0);
  EXPECT_FALSE(parseDouble("1__0", &d));
  EXPECT_FALSE(parseDouble("0x10", &d));
}

} // namespace
} // namespace rt
