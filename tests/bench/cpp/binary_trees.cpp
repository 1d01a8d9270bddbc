#include <cstdio>
struct Node { Node *left, *right; };
static Node *build(int depth) {
  return depth == 0 ? new Node{nullptr, nullptr} : new Node{build(depth - 1), build(depth - 1)};
}
static long check(const Node *n) { return n->left ? 1 + check(n->left) + check(n->right) : 1; }
static void destroy(Node *n) {
  if (n->left) destroy(n->left), destroy(n->right);
  delete n;
}
int main() {
  const int depth = 16;
  Node *longLived = build(depth);
  long total = 0;
  for (int d = 4; d <= depth; d += 4)
    for (int i = 0; i < 1 << (depth - d + 2); i++) {
      Node *n = build(d);
      total += check(n);
      destroy(n);
    }
  std::printf("%ld %ld\n", total, check(longLived));
}
