#include <algorithm>
#include <cstdio>
#include <vector>
int main() {
  const long n = 5'000'000;
  std::vector<char> flags(n + 1, 1);
  flags[0] = flags[1] = 0;
  for (long i = 2; i * i <= n; i++)
    if (flags[i])
      for (long j = i * i; j <= n; j += i) flags[j] = 0;
  std::printf("%ld\n", static_cast<long>(std::count(flags.begin(), flags.end(), 1)));
}
