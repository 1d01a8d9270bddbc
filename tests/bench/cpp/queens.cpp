#include <cstdio>
#include <vector>
struct Board {
  int n;
  std::vector<char> cols, d1, d2;
  int place(int row) {
    if (row == n) return 1;
    int found = 0;
    for (int c = 0; c < n; c++)
      if (!(cols[c] || d1[row + c] || d2[row - c + n])) {
        cols[c] = d1[row + c] = d2[row - c + n] = 1;
        found += place(row + 1);
        cols[c] = d1[row + c] = d2[row - c + n] = 0;
      }
    return found;
  }
};
int main() {
  const int n = 12;
  Board b{n, std::vector<char>(n), std::vector<char>(2 * n), std::vector<char>(2 * n)};
  std::printf("%d\n", b.place(0));
}
