#include <cstdio>
#include <vector>
using Matrix = std::vector<std::vector<double>>;
static Matrix matmul(const Matrix &a, const Matrix &b) {
  size_t n = a.size(), m = b.size(), p = b[0].size();
  Matrix columns(p, std::vector<double>(m)), result;
  for (size_t j = 0; j < p; j++)
    for (size_t k = 0; k < m; k++) columns[j][k] = b[k][j];
  for (size_t i = 0; i < n; i++) {
    std::vector<double> out;
    for (const auto &column : columns) {
      double total = 0;
      for (size_t k = 0; k < m; k++) total += a[i][k] * column[k];
      out.push_back(total);
    }
    result.push_back(out);
  }
  return result;
}
static Matrix make(int n, int seed) {
  Matrix m(n, std::vector<double>(n));
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) m[i][j] = ((i * 31 + j * 17 + seed) % 100) / 10.0;
  return m;
}
int main() {
  const int n = 160;
  Matrix a = make(n, 1), b = make(n, 2), c;
  for (int i = 0; i < 5; i++) c = matmul(a, b);
  double trace = 0;
  for (int i = 0; i < n; i++) trace += c[i][i];
  std::printf("%.17g\n", trace);
}
