#include <algorithm>
#include <cstdio>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>
int main() {
  std::string data;
  long seed = 42;
  for (int i = 0; i < 400'000; i++) {
    seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF;
    data += (i ? " w" : "w") + std::to_string((seed >> 8) % 5003);
  }
  size_t total = 0;
  std::unordered_map<std::string, long> counts;
  for (int round = 0; round < 16; round++) {
    counts.clear();
    for (size_t i = 0; i < data.size();) {
      size_t end = std::min(data.find(' ', i), data.size());
      counts[data.substr(i, end - i)]++;
      i = end + 1;
    }
    total += counts.size();
  }
  std::vector<std::pair<std::string, long>> top(counts.begin(), counts.end());
  std::sort(top.begin(), top.end(), [](const auto &a, const auto &b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  std::printf("%zu [", total);
  for (int i = 0; i < 3; i++) std::printf("%s('%s', %ld)", i ? ", " : "", top[i].first.c_str(), top[i].second);
  std::printf("]\n");
}
