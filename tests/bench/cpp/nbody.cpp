#include <cmath>
#include <cstdio>
#include <vector>
struct Body { double x, y, z, vx, vy, vz, mass; };
int main() {
  const double pi = 3.141592653589793, solar = 4 * pi * pi, days = 365.24;
  std::vector<Body> bodies = {
      {0, 0, 0, 0, 0, 0, solar},
      {4.84143144246472090, -1.16032004402742839, -0.103622044471123109, 0.00166007664274403694 * days,
       0.00769901118419740425 * days, -0.0000690460016972063023 * days, 0.000954791938424326609 * solar},
      {8.34336671824457987, 4.12479856412430479, -0.403523417114321381, -0.00276742510726411,
       0.00499852801234917238 * days, 0.0000230417297573763929 * days, 0.000285885980666130812 * solar},
      {12.8943695621391310, -15.1111514016986312, -0.223307578892655734, 0.00296460137564761618 * days,
       0.00237847173959480950 * days, -0.0000296589568540237556 * days, 0.0000436624404335156298 * solar}};
  const double dt = 0.01;
  for (int step = 0; step < 150000; step++) {
    for (size_t i = 0; i < bodies.size(); i++) {
      Body &a = bodies[i];
      for (size_t j = i + 1; j < bodies.size(); j++) {
        Body &b = bodies[j];
        double dx = a.x - b.x, dy = a.y - b.y, dz = a.z - b.z, d2 = dx * dx + dy * dy + dz * dz;
        double mag = dt / (d2 * std::pow(d2, 0.5));
        a.vx -= dx * b.mass * mag, a.vy -= dy * b.mass * mag, a.vz -= dz * b.mass * mag;
        b.vx += dx * a.mass * mag, b.vy += dy * a.mass * mag, b.vz += dz * a.mass * mag;
      }
    }
    for (Body &b : bodies) b.x += dt * b.vx, b.y += dt * b.vy, b.z += dt * b.vz;
  }
  double e = 0;
  for (size_t i = 0; i < bodies.size(); i++) {
    const Body &a = bodies[i];
    e += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz);
    for (size_t j = i + 1; j < bodies.size(); j++) {
      const Body &b = bodies[j];
      double dx = a.x - b.x, dy = a.y - b.y, dz = a.z - b.z;
      e -= a.mass * b.mass / std::pow(dx * dx + dy * dy + dz * dz, 0.5);
    }
  }
  std::printf("%.9f\n", e);
}
