#include <cmath>
#include <cstdio>
struct Vec {
  double x, y, z;
  Vec operator+(Vec o) const { return {x + o.x, y + o.y, z + o.z}; }
  Vec operator-(Vec o) const { return {x - o.x, y - o.y, z - o.z}; }
  Vec scale(double k) const { return {x * k, y * k, z * k}; }
  double dot(Vec o) const { return x * o.x + y * o.y + z * o.z; }
};
int main() {
  const int width = 700;
  Vec center{0, 0, 5}, origin{0, 0, 0};
  int count = 0;
  for (int i = 0; i < width; i++)
    for (int j = 0; j < width; j++) {
      Vec d{double(i) / width - 0.5, double(j) / width - 0.5, 1.0}, oc = origin - center;
      double b = oc.dot(d), c = oc.dot(oc) - 4.0, disc = b * b - d.dot(d) * c;
      if (disc > 0 && (origin + d.scale((-b - std::sqrt(disc)) / d.dot(d))).z < 5.0) count++;
    }
  std::printf("%d\n", count);
}
