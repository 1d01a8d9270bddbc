#include <cstdio>
int main() {
  const int size = 400, limit = 80;
  int inside = 0;
  for (int row = 0; row < size; row++) {
    double ci = 2.0 * row / size - 1.0;
    for (int col = 0; col < size; col++) {
      double cr = 2.0 * col / size - 1.5, zr = 0, zi = 0;
      int i = 0;
      for (; i < limit; i++) {
        double tr = zr * zr - zi * zi + cr;
        zi = 2.0 * zr * zi + ci;
        zr = tr;
        if (zr * zr + zi * zi > 4.0) break;
      }
      inside += i == limit;
    }
  }
  std::printf("%d\n", inside);
}
