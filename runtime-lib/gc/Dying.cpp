// Which of the dead objects go when, as reference counts would have it: one after the other, an owner before what nobody
// else refers to; cycles last, as CPython's collector finds them. Both are a topological order of the graph of references
// (Kahn, "Topological sorting of large networks", 1962), which is made here when somebody can tell the difference.
#include "runtime-lib/gc/Block.h"

#include <algorithm>
#include <queue>

namespace rt::gc {

namespace {

constexpr uint32_t kNoTurn = UINT32_MAX;

struct Node {
  Object *object = nullptr; // null: a free entry of the table
  uint32_t references = 0;  // from other nodes that have not gone
  uint32_t turn = kNoTurn;  // of objects with finalizers: when they were made
  bool gone = false;
};

/// Objects and what refers to them, in an open-addressed table.
class Graph {
public:
  Graph() : nodes_(1024) {}

  /// The object's node, a new one when it has none.
  Node &node(Object *object, bool *isNew = nullptr) {
    if (count_ * 4 > nodes_.size() * 3) grow();
    Node &found = *place(object);
    if (isNew) *isNew = !found.object;
    if (!found.object) {
      found.object = object;
      count_++;
    }
    return found;
  }
  /// Null: it has none.
  Node *find(Object *object) {
    Node *found = place(object);
    return found->object ? found : nullptr;
  }
  template <typename F> void forEach(F visit) {
    for (Node &node : nodes_)
      if (node.object) visit(node);
  }

  /// Adds what the nodes refer to, and so on.
  void follow() {
    std::vector<Object *> pending = objects();
    visitReferences(pending, [this, &pending](Object *target) {
      if (isLeaf(heap.kinds[indexOf(target)])) return; // refers to nothing
      bool isNew;
      node(target, &isNew).references++;
      if (isNew) pending.push_back(target);
    });
  }
  /// Counts the references between the nodes.
  void count() {
    std::vector<Object *> pending = objects();
    visitReferences(pending, [this](Object *target) {
      if (Node *found = find(target)) found->references++;
    });
  }
  /// What nothing refers to any more is gone, and so on. Calls went(object) for those with a turn, the first made before the
  /// others. Objects in cycles stay.
  template <typename F> void reduce(F went) {
    using Turn = std::pair<uint32_t, Object *>;
    std::priority_queue<Turn, std::vector<Turn>, std::greater<>> turns;
    std::vector<Object *> others, one;
    const auto free = [&](Node &node) {
      node.gone = true;
      node.turn == kNoTurn ? others.push_back(node.object) : turns.push({node.turn, node.object});
    };
    forEach([&](Node &node) {
      if (!node.references) free(node);
    });
    while (!others.empty() || !turns.empty()) {
      Object *object;
      if (!others.empty()) {
        object = others.back();
        others.pop_back();
      } else {
        object = turns.top().second;
        turns.pop();
        went(object);
      }
      one.assign(1, object);
      visitReferences(one, [&](Object *target) {
        if (Node *found = find(target); found && !found->gone && !--found->references) free(*found);
      });
    }
  }

private:
  Node *place(Object *object) {
    const size_t mask = nodes_.size() - 1;
    size_t i = (reinterpret_cast<uintptr_t>(object) >> 4) * 0x9E3779B97F4A7C15u >> 20 & mask;
    while (nodes_[i].object && nodes_[i].object != object) i = (i + 1) & mask;
    return &nodes_[i];
  }
  void grow() {
    std::vector<Node> old(nodes_.size() * 2);
    old.swap(nodes_);
    for (const Node &node : old)
      if (node.object) *place(node.object) = node;
  }
  std::vector<Object *> objects() {
    std::vector<Object *> all;
    forEach([&](const Node &node) { all.push_back(node.object); });
    return all;
  }
  /// Calls visit(target) for all that the objects refer to; it may add some.
  template <typename F> static void visitReferences(std::vector<Object *> &objects, F visit) {
    Tracer tracer;
    UnmarkedVisit visiting([](Object *target, void *data) { (*static_cast<F *>(data))(target); }, &visit);
    while (!objects.empty()) {
      Object *object = objects.back();
      objects.pop_back();
      traceObject(object, tracer);
    }
  }

  std::vector<Node> nodes_; // a power of two of them
  size_t count_ = 0;
};

} // namespace

std::unordered_set<Object *> deadInCycles() {
  Graph graph;
  forEachObject(
      [](Object *object, void *data) {
        if (!isMarked(object)) static_cast<Graph *>(data)->node(object);
      },
      &graph);
  graph.count();
  graph.reduce([](Object *) {});
  std::unordered_set<Object *> rest;
  graph.forEach([&](const Node &node) {
    if (!node.gone) rest.insert(node.object);
  });
  return rest;
}

void orderFinalizers(std::vector<Object *> &objects) {
  Graph graph;
  for (size_t i = 0; i < objects.size(); i++) graph.node(objects[i]).turn = static_cast<uint32_t>(i);
  graph.follow();
  std::vector<Object *> order;
  graph.reduce([&](Object *object) { order.push_back(object); });
  for (Object *object : objects)
    if (!graph.find(object)->gone) order.push_back(object); // in a cycle
  objects.assign(order.rbegin(), order.rend());
}

} // namespace rt::gc
