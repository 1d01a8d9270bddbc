// Which of the dead objects go when, as reference counts would have it: one after the other, an owner before what nobody
// else refers to; cycles last, as CPython's collector finds them. Both are a topological order of the graph of references
// (Kahn, "Topological sorting of large networks", 1962), which is made here when somebody can tell the difference.
#include "runtime-lib/gc/Block.h"

#include <algorithm>
#include <queue>
#include <unordered_map>

namespace rt::gc {

namespace {

constexpr size_t kNoTurn = SIZE_MAX;

struct Node {
  size_t references = 0; // from other nodes that have not gone
  size_t turn = kNoTurn; // of objects with finalizers: when they were made
};

class Graph {
public:
  Node &node(Object *object) { return nodes_[object]; }

  /// Adds what the nodes refer to, and so on.
  void follow() {
    std::vector<Object *> pending;
    for (auto &[object, node] : nodes_) pending.push_back(object);
    visitReferences(pending, [this, &pending](Object *target) {
      if (isLeaf(heap.kinds[indexOf(target)])) return; // refers to nothing
      auto [place, isNew] = nodes_.try_emplace(target);
      place->second.references++;
      if (isNew) pending.push_back(target);
    });
  }
  /// Counts the references between the nodes.
  void count() {
    std::vector<Object *> pending;
    for (auto &[object, node] : nodes_) pending.push_back(object);
    visitReferences(pending, [this](Object *target) {
      if (auto found = nodes_.find(target); found != nodes_.end()) found->second.references++;
    });
  }
  /// Calls went(object) for those with a turn that nothing refers to any more, the first made before the others, and so on;
  /// objects in cycles stay.
  template <typename F> void reduce(F went) {
    using Turn = std::pair<size_t, Object *>;
    std::priority_queue<Turn, std::vector<Turn>, std::greater<>> turns;
    std::vector<Object *> others;
    const auto free = [&](Object *object, const Node &node) {
      node.turn == kNoTurn ? others.push_back(object) : turns.push({node.turn, object});
    };
    for (auto &[object, node] : nodes_)
      if (!node.references) free(object, node);
    std::vector<Object *> one;
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
      nodes_.erase(object);
      one.assign(1, object);
      visitReferences(one, [&](Object *target) {
        if (auto found = nodes_.find(target); found != nodes_.end() && !--found->second.references) free(target, found->second);
      });
    }
  }
  auto &nodes() { return nodes_; }

private:
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

  std::unordered_map<Object *, Node> nodes_;
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
  for (auto &[object, node] : graph.nodes()) rest.insert(object);
  return rest;
}

void orderFinalizers(std::vector<Object *> &objects) {
  if (objects.size() < 2) return;
  Graph graph;
  for (size_t i = 0; i < objects.size(); i++) graph.node(objects[i]).turn = i;
  graph.follow();
  std::vector<Object *> order;
  graph.reduce([&](Object *object) { order.push_back(object); });
  for (Object *object : objects)
    if (graph.nodes().contains(object)) order.push_back(object); // in a cycle
  objects.assign(order.rbegin(), order.rend());
}

} // namespace rt::gc
