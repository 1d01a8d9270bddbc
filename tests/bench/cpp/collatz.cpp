#include <cstdio>
int main() {
  long best = 0, bestN = 0;
  for (long start = 1; start < 120'000; start++) {
    long n = start, steps = 0;
    for (; n != 1; steps++) n = n % 2 ? 3 * n + 1 : n / 2;
    if (steps > best) best = steps, bestN = start;
  }
  std::printf("(%ld, %ld)\n", bestN, best);
}
